using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>What the reference says of a node type beside its declaration: an example, where it is used, what goes with it.</summary>
/// <param name="Type">The node type.</param>
/// <param name="Example">A node of the type as it stands in a flow.</param>
/// <param name="Samples">The sample flows that have such a node, embedded flows included.</param>
/// <param name="Before">The node types that most often feed it in sample flows, most frequent first; at most <see cref="Neighbours"/>.</param>
/// <param name="After">The node types that it most often feeds in sample flows, most frequent first; at most <see cref="Neighbours"/>.</param>
public sealed record NodeReference(
    NodeType Type, FlowNode Example, ImmutableArray<SampleFlow> Samples, ImmutableArray<NodeType> Before, ImmutableArray<NodeType> After)
{
    /// <summary>The most node types that are named as going before or after.</summary>
    public const int Neighbours = 5;
}
