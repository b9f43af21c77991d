using FlowBuilder.Core.Models;

namespace FlowBuilder.Nodes.Tests.Estimating;

/// <summary>The demo model is free, "acme" costs one dollar in and ten out for a million tokens, and of others nothing is known.</summary>
internal sealed class FixedCosts : IModelCosts
{
    public ValueTask<ModelCost> OfAsync(string connection, string model, CancellationToken cancellationToken) => new(connection switch
    {
        "offline" => ModelCost.Free,
        "acme" => new ModelCost(new ModelPrice(1, 10), false),
        _ => ModelCost.Unknown,
    });
}
