using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings.Models;

/// <summary>An embedding model that gives the vectors that were recorded.</summary>
internal sealed class ReplayedEmbeddings(string model, RecordingScope scope) : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var texts = values as IReadOnlyList<string> ?? [.. values];
        return Task.FromResult(EmbeddingJson.Read(scope.Tape.Take(EmbeddingJson.Request(scope.Tape, model, texts, options), scope.Path), texts.Count));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
