using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Models;

/// <summary>Opens models that turn texts into vectors, by the names of their connections.</summary>
public interface IEmbeddingModels
{
    /// <summary>Opens a model, with the connection's retries, breaker and time-outs around each call.</summary>
    /// <param name="connection">The connection's name.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <returns>The model; it owns nothing that must be disposed by its user. Its failures are <see cref="Faults.NodeException"/>s.</returns>
    /// <exception cref="Faults.NodeException">There is no such connection, or none that can embed.</exception>
    ValueTask<IEmbeddingGenerator<string, Embedding<float>>> OpenAsync(string connection, string model, CancellationToken cancellationToken);
}
