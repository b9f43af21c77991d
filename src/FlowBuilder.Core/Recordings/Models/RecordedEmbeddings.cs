using FlowBuilder.Core.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings.Models;

/// <summary>Calls an embedding model and keeps the vectors.</summary>
internal sealed class RecordedEmbeddings(IEmbeddingGenerator<string, Embedding<float>> inner, string model, RecordingScope scope)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values as IReadOnlyList<string> ?? [.. values];
        var slot = scope.Tape.Begin(EmbeddingJson.Request(scope.Tape, model, texts, options), scope.Path);
        try
        {
            var vectors = await inner.GenerateAsync(texts, options, cancellationToken).ConfigureAwait(false);
            slot.Keep(EmbeddingJson.Of(vectors));
            return vectors;
        }
        catch (NodeException failure)
        {
            slot.Keep(EmbeddingJson.Of(failure));
            throw;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : inner.GetService(serviceType, serviceKey);

    public void Dispose() => inner.Dispose();
}
