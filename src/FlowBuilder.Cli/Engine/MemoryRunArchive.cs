using System.Collections.Concurrent;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;

namespace FlowBuilder.Cli.Engine;

/// <summary>Keeps runs for as long as the process lives.</summary>
internal sealed class MemoryRunArchive : IRunArchive
{
    private readonly ConcurrentDictionary<string, (RunRecord Run, IReadOnlyList<RunEvent> Events)> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RunFeedback>> _feedback = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);

    public ValueTask SaveAsync(RunRecord run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        _runs.TryAdd(run.RunId, (run, events));
        return ValueTask.CompletedTask;
    }

    public ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_runs.TryGetValue(runId, out var found) ? found.Run : null);

    public IAsyncEnumerable<RunEvent> ReadAsync(string runId, long afterSeq, CancellationToken cancellationToken) =>
        (_runs.TryGetValue(runId, out var found) ? found.Events.Where(runEvent => runEvent.Seq > afterSeq) : []).ToAsyncEnumerable();

    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<RunRecord>>(
        [
            .. _runs.Values.Select(kept => kept.Run)
                .Where(run => (query.FlowId is null || run.FlowId == query.FlowId)
                    && (query.Status is null || run.Status == query.Status)
                    && (query.Session is null || run.Session == query.Session)
                    && (query.Before is null || run.StartedAt < query.Before))
                .OrderByDescending(run => run.StartedAt)
                .Take(query.Limit),
        ]);

    public ValueTask<bool> AddFeedbackAsync(string runId, RunFeedback feedback, CancellationToken cancellationToken)
    {
        if (!_runs.ContainsKey(runId)) return ValueTask.FromResult(false);
        _feedback.GetOrAdd(runId, _ => new ConcurrentQueue<RunFeedback>()).Enqueue(feedback);
        return ValueTask.FromResult(true);
    }

    public ValueTask<IReadOnlyList<RunFeedback>> ListFeedbackAsync(string runId, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<RunFeedback>>(_feedback.TryGetValue(runId, out var given) ? [.. given] : []);

    // The process does not live long enough for a key to be forgotten.
    public ValueTask<string> ClaimKeyAsync(string key, string runId, TimeSpan lifetime, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_keys.GetOrAdd(key, runId));
}
