using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>What a run is likely to use, as the API shows it.</summary>
/// <param name="Low">When all goes the short way.</param>
/// <param name="High">When all goes the long way; to compare with a budget.</param>
/// <param name="IsFree">Whether no model is asked that costs anything.</param>
/// <param name="IsPriceKnown">Whether the costs count every model.</param>
/// <param name="Basis">What it is made from.</param>
/// <param name="Source">Where the numbers come from, in a sentence.</param>
/// <param name="Nodes">The nodes that ask models, in the order of the flow.</param>
internal sealed record EstimateAnswer(
    RunUsage Low, RunUsage High, bool IsFree, bool IsPriceKnown, EstimateBasis Basis, LocalText Source, IReadOnlyList<EstimateItem> Nodes)
{
    /// <summary>The estimate as the API shows it.</summary>
    public static EstimateAnswer Of(FlowEstimate estimate) => new(
        Shown(estimate.Total.Low, estimate.IsPriceKnown),
        Shown(estimate.Total.High, estimate.IsPriceKnown),
        estimate.IsFree,
        estimate.IsPriceKnown,
        estimate.Basis,
        estimate.Source,
        [.. estimate.Nodes.Select(EstimateItem.Of)]);

    /// <summary>A side of a range; a cost that does not count everything is none.</summary>
    public static RunUsage Shown(TokenUsage usage, bool isPriceKnown) => RunUsage.Of(isPriceKnown ? usage with { Cost = usage.Cost ?? 0 } : usage with { Cost = null });
}
