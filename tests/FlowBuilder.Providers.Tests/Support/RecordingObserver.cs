using System.Threading.Channels;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Providers.Tests.Support;

internal sealed record Retry(int Attempt, TimeSpan Delay, LocalText Reason);

/// <summary>Remembers the retries it is told of, and lets a test wait for the next one.</summary>
internal sealed class RecordingObserver : ICallObserver
{
    private readonly Channel<Retry> _next = Channel.CreateUnbounded<Retry>();
    private readonly List<Retry> _all = [];

    public IReadOnlyList<Retry> Retries
    {
        get
        {
            lock (_all) return [.. _all];
        }
    }

    public void OnRetry(int attempt, TimeSpan delay, LocalText reason)
    {
        var retry = new Retry(attempt, delay, reason);
        lock (_all) _all.Add(retry);
        _next.Writer.TryWrite(retry);
    }

    public ValueTask<Retry> NextAsync(CancellationToken cancellationToken) => _next.Reader.ReadAsync(cancellationToken);
}
