using System.Collections.Concurrent;
using FlowBuilder.Core.Models;
using FlowBuilder.Knowledge.Embedding;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Web.Tests.Knowledge;

/// <summary>An embedding that remembers what it was asked, and may be held.</summary>
internal sealed class HeldEmbeddings : IEmbeddingModels, IEmbeddingGenerator<string, Embedding<float>>
{
    public static readonly object Settings = new { embedding = new { connection = "held", model = "m" } };

    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Where set, calls with this text wait until they are cancelled, and say so once.</summary>
    public string? HeldText { get; init; }

    /// <summary>Where set, calls with the held text wait no longer than for this.</summary>
    public Task? Until { get; init; }

    /// <summary>Where set, calls with this text throw what nobody expects.</summary>
    public string? BrokenText { get; init; }

    /// <summary>How often one did.</summary>
    public int Refused { get; private set; }

    public TaskCompletionSource Holding { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The components of what it gives.</summary>
    public int Dimensions { get; set; } = OfflineEmbeddingGenerator.Dimensions;

    public ValueTask<IEmbeddingGenerator<string, Embedding<float>>> OpenAsync(string connection, string model, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IEmbeddingGenerator<string, Embedding<float>>>(this);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        if (HeldText is { } held && texts.Any(text => text.Contains(held, StringComparison.Ordinal)))
        {
            Holding.TrySetResult();
            await (Until ?? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken)).WaitAsync(cancellationToken);
        }

        if (BrokenText is { } broken && texts.Any(text => text.Contains(broken, StringComparison.Ordinal)))
        {
            Refused++;
            throw new InvalidOperationException("It is broken.");
        }

        foreach (var text in texts) Asked.Enqueue(text);
        return new(texts.Select(text => new Embedding<float>(OfflineEmbeddingGenerator.Embed(text).AsMemory(0, Dimensions))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
