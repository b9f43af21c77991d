namespace FlowBuilder.Core.Models;

/// <summary>Says what a model costs, without asking its provider.</summary>
public interface IModelCosts
{
    /// <summary>What a model costs that a node names.</summary>
    /// <param name="connection">The connection's name.</param>
    /// <param name="model">The model's name; empty for the connection's default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<ModelCost> OfAsync(string connection, string model, CancellationToken cancellationToken);
}
