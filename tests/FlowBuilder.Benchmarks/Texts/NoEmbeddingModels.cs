using FlowBuilder.Core.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Benchmarks.Texts;

/// <summary>No connection embeds: only the offline embedding is measured.</summary>
internal sealed class NoEmbeddingModels : IEmbeddingModels
{
    /// <inheritdoc/>
    public ValueTask<IEmbeddingGenerator<string, Embedding<float>>> OpenAsync(string connection, string model, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Only the offline embedding is there.");
}
