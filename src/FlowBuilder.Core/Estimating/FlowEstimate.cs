using System.Collections.Immutable;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Estimating;

/// <summary>What a run of a flow is likely to use.</summary>
/// <param name="Nodes">The nodes that ask models, in the order of the flow.</param>
/// <param name="Total">Their sum. To compare with a budget: <see cref="UsageRange.High"/> is what it may come to.</param>
/// <param name="Source">Where the numbers come from, in a sentence.</param>
public sealed record FlowEstimate(ImmutableArray<NodeEstimate> Nodes, UsageRange Total, LocalText Source)
{
    /// <summary>Whether no model is asked that costs anything.</summary>
    public bool IsFree => Nodes.All(node => node.IsFree);

    /// <summary>Whether the costs count everything; else the price of a model is not known.</summary>
    public bool IsPriceKnown => Nodes.All(node => node.IsPriceKnown);

    /// <summary>What it is made from.</summary>
    public EstimateBasis Basis => Nodes.Select(node => node.Basis).Distinct().ToList() is [var only] ? only : Nodes.IsEmpty ? EstimateBasis.Texts : EstimateBasis.Both;
}
