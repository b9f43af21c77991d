using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;

namespace FlowBuilder.Testing.Runs;

/// <summary>An archive in memory. A test may have it fail, or hold a save until the test lets it go on.</summary>
public sealed class MemoryRunArchive : IRunArchive
{
    private readonly ConcurrentDictionary<string, (RunRecord Run, IReadOnlyList<RunEvent> Events)> _runs = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RunFeedback>> _feedback = new();
    private readonly ConcurrentDictionary<string, string> _keys = new();
    private int _failures;

    /// <summary>Awaited before every save.</summary>
    public Func<Task> BeforeSave { get; set; } = () => Task.CompletedTask;

    /// <summary>The unfinished runs, from which a save takes its run off; or null.</summary>
    public MemoryUnfinishedRuns? Unfinished { get; init; }

    /// <summary>Saves that were begun.</summary>
    public int Saves { get; private set; }

    /// <summary>Lets the next saves fail.</summary>
    public void Fail(int saves) => _failures = saves;

    public async ValueTask SaveAsync(RunRecord run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        Saves++;
        await BeforeSave();
        if (Interlocked.Decrement(ref _failures) >= 0) throw new IOException("The disk is full.");
        _runs.TryAdd(run.RunId, (run, events));
        Unfinished?.Remove(run.RunId);
    }

    public ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_runs.TryGetValue(runId, out var run) ? run.Run : null);

    public async IAsyncEnumerable<RunEvent> ReadAsync(string runId, long afterSeq, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (!_runs.TryGetValue(runId, out var run)) yield break;
        foreach (var runEvent in run.Events.Where(runEvent => runEvent.Seq > afterSeq)) yield return runEvent;
    }

    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<RunRecord>>([.. _runs.Values.Select(run => run.Run)
            .Where(run => query.FlowId is null || run.FlowId == query.FlowId)
            .Where(run => query.Status is null || run.Status == query.Status)
            .Where(run => query.Session is null || run.Session == query.Session)
            .Where(run => query.Before is null || run.StartedAt < query.Before)
            .OrderByDescending(run => run.StartedAt)
            .Take(query.Limit)]);

    public ValueTask<bool> AddFeedbackAsync(string runId, RunFeedback feedback, CancellationToken cancellationToken)
    {
        if (!_runs.ContainsKey(runId)) return ValueTask.FromResult(false);
        _feedback.GetOrAdd(runId, _ => new()).Enqueue(feedback);
        return ValueTask.FromResult(true);
    }

    public ValueTask<IReadOnlyList<RunFeedback>> ListFeedbackAsync(string runId, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<RunFeedback>>([.. _feedback.GetValueOrDefault(runId) ?? []]);

    public ValueTask<string> ClaimKeyAsync(string key, string runId, TimeSpan lifetime, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_keys.GetOrAdd(key, runId));
}
