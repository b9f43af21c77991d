using FlowBuilder.Core.Models;

namespace FlowBuilder.Providers.Prices;

/// <summary>What models cost that nodes name by their connections; nobody is asked over the network.</summary>
internal sealed class ConnectionCosts(IConnectionStore connections) : IModelCosts
{
    public async ValueTask<ModelCost> OfAsync(string connection, string model, CancellationToken cancellationToken)
    {
        if (connection == ConnectionKind.Offline.Value) return ModelCost.Free;
        if (await connections.FindAsync(connection, cancellationToken).ConfigureAwait(false) is not { } found) return ModelCost.Unknown;
        if (found.Kind == ConnectionKind.Offline) return ModelCost.Free;
        var chosen = model.Length > 0 ? model : found.Models is [var first, ..] ? first : "";
        return new ModelCost(chosen.Length == 0 ? null : ModelPrices.Find(chosen), false);
    }
}
