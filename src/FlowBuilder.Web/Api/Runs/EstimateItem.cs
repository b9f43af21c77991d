using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>What one node is likely to use, as the API shows it.</summary>
/// <param name="Node">The node's id.</param>
/// <param name="Low">When it goes the short way.</param>
/// <param name="High">When it goes the long way.</param>
/// <param name="IsFree">Whether it asks the demo model only.</param>
/// <param name="IsPriceKnown">Whether the price of each model that it asks is known.</param>
/// <param name="Basis">What it is made from.</param>
/// <param name="Runs">From how many runs; 0 where none.</param>
/// <param name="Source">Where the numbers come from, in a sentence.</param>
internal sealed record EstimateItem(
    string Node, RunUsage Low, RunUsage High, bool IsFree, bool IsPriceKnown, EstimateBasis Basis, int Runs, LocalText Source)
{
    /// <summary>The node's part as the API shows it.</summary>
    public static EstimateItem Of(NodeEstimate node) => new(
        node.Node.Value,
        EstimateAnswer.Shown(node.Usage.Low, node.IsPriceKnown),
        EstimateAnswer.Shown(node.Usage.High, node.IsPriceKnown),
        node.IsFree,
        node.IsPriceKnown,
        node.Basis,
        node.Runs,
        node.Source);
}
