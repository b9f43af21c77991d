namespace FlowBuilder.Core.Models;

/// <summary>What a model costs, as far as it is known.</summary>
/// <param name="Price">What a million tokens cost, or null where it is not known.</param>
/// <param name="IsFree">Whether it costs nothing and no provider counts its tokens: the demo model.</param>
public sealed record ModelCost(ModelPrice? Price, bool IsFree)
{
    /// <summary>The demo model.</summary>
    public static readonly ModelCost Free = new(new ModelPrice(0, 0), true);

    /// <summary>A model of which nothing is known.</summary>
    public static readonly ModelCost Unknown = new(null, false);
}
