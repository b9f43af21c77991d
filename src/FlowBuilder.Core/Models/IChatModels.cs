namespace FlowBuilder.Core.Models;

/// <summary>Opens chat models by the names of their connections: the way from a node to any provider.</summary>
public interface IChatModels
{
    /// <summary>Opens a model for one node's calls, with the connection's retries, breaker and time-outs around it.</summary>
    /// <param name="connection">The connection's name.</param>
    /// <param name="model">The model's name, or null or empty for the connection's default.</param>
    /// <param name="observer">Is told of retries.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="Faults.NodeException">There is no such connection, or it cannot be used as it is set up.</exception>
    ValueTask<OpenedChatModel> OpenAsync(
        string connection,
        string? model,
        ICallObserver observer,
        CancellationToken cancellationToken);

    /// <summary>The models that a connection offers: its own list, or what its provider answers.</summary>
    /// <exception cref="Faults.NodeException">The provider could not be asked.</exception>
    ValueTask<IReadOnlyList<string>> ListModelsAsync(string connection, CancellationToken cancellationToken);
}
