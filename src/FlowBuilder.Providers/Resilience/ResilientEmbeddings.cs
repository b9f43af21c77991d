using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Resilience;

/// <summary>A connection's embedding model with its places, retries, breaker and time-outs around it.</summary>
/// <remarks>There is no fallback: another connection's vectors could not be compared with those that are kept.</remarks>
internal sealed class ResilientEmbeddings(IEmbeddingGenerator<string, Embedding<float>> inner, ConnectionRuntime runtime, TimeProvider time)
    : IEmbeddingGenerator<string, Embedding<float>>, ICallObserver
{
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values as IReadOnlyList<string> ?? [.. values];
        using var place = await runtime.Pipeline.EnterAsync(cancellationToken).ConfigureAwait(false);
        return await runtime.Pipeline.RunAsync(token => AnswerAsync(texts, options, token), this, cancellationToken).ConfigureAwait(false);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : inner.GetService(serviceType, serviceKey);

    public void Dispose()
    {
    }

    void ICallObserver.OnRetry(int attempt, TimeSpan delay, LocalText reason)
    {
        // Nobody watches single calls of an embedding; what fails in the end is told.
    }

    private ValueTask<GeneratedEmbeddings<Embedding<float>>> AnswerAsync(
        IReadOnlyList<string> texts, EmbeddingGenerationOptions? options, CancellationToken cancellationToken) =>
        TimedCall.RunAsync(
            runtime, runtime.Connection.Limits.FirstTokenTimeout, time, token => inner.GenerateAsync(texts, options, token), cancellationToken);
}
