using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Estimating;

/// <summary>What one node is likely to use in the next run.</summary>
/// <param name="Node">The node.</param>
/// <param name="Usage">What it is likely to use; without costs where a price is not known.</param>
/// <param name="Basis">What that is made from.</param>
/// <param name="Runs">From how many runs; 0 where none.</param>
/// <param name="IsFree">Whether it asks nothing but the demo model, which costs nothing.</param>
/// <param name="IsPriceKnown">Whether the price of every model that it asks is known.</param>
/// <param name="Source">Where the numbers come from, in a sentence.</param>
public sealed record NodeEstimate(
    NodeId Node, UsageRange Usage, EstimateBasis Basis, int Runs, bool IsFree, bool IsPriceKnown, LocalText Source);
