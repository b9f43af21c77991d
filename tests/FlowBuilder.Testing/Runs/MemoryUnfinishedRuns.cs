using System.Collections.Concurrent;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Testing.Runs;

/// <summary>Unfinished runs in memory, their events as JSON. A test may have it fail, or hold a write until the test lets it go on.</summary>
public sealed class MemoryUnfinishedRuns : IUnfinishedRuns
{
    private readonly Lock _gate = new();
    private readonly List<UnfinishedRun> _runs = [];
    private readonly Dictionary<string, List<string>> _events = new(StringComparer.Ordinal);

    /// <summary>Waited for before events are added.</summary>
    public Func<Task> BeforeAppend { get; set; } = () => Task.CompletedTask;

    /// <summary>Every group that was added, in order.</summary>
    public ConcurrentQueue<EventGroup> Groups { get; } = [];

    /// <summary>Whether events cannot be added.</summary>
    public bool IsFull { get; set; }

    /// <summary>The store as it would be found after an end of the program at which a run's journal had come to a number.</summary>
    public MemoryUnfinishedRuns CutAt(string runId, int events)
    {
        lock (_gate)
        {
            var cut = new MemoryUnfinishedRuns();
            cut._runs.Add(_runs.Single(run => run.RunId == runId));
            cut._events[runId] = [.. _events[runId].Take(events)];
            return cut;
        }
    }

    /// <summary>Puts a run back as it was, whatever became of it.</summary>
    public static MemoryUnfinishedRuns Of(UnfinishedRun run, IEnumerable<RunEvent> events)
    {
        var store = new MemoryUnfinishedRuns();
        store._runs.Add(run);
        store._events[run.RunId] = [.. events.Select(Write)];
        return store;
    }

    /// <summary>Takes a run off.</summary>
    public void Remove(string runId)
    {
        lock (_gate)
        {
            _runs.RemoveAll(run => run.RunId == runId);
            _events.Remove(runId);
        }
    }

    public ValueTask AddAsync(UnfinishedRun run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        if (IsFull) throw new IOException("The disk is full.");
        lock (_gate)
        {
            if (!_events.TryAdd(run.RunId, [.. events.Select(Write)])) return ValueTask.CompletedTask;
            _runs.Add(run);
            return ValueTask.CompletedTask;
        }
    }

    public void Append(IReadOnlyList<EventGroup> groups)
    {
        BeforeAppend().GetAwaiter().GetResult();
        if (IsFull) throw new IOException("The disk is full.");
        lock (_gate)
        {
            foreach (var group in groups)
            {
                Groups.Enqueue(group);
                if (_events.TryGetValue(group.RunId, out var events)) events.AddRange([.. group.Events.Where(runEvent => runEvent.Seq > events.Count).Select(Write)]);
            }
        }
    }

    public ValueTask<IReadOnlyList<UnfinishedRun>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult<IReadOnlyList<UnfinishedRun>>([.. _runs]);
    }

    public ValueTask<IReadOnlyList<RunEvent>> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<RunEvent>>(
                [.. _events[runId].Select(line => JsonSerializer.Deserialize<RunEvent>(line, CoreJson.Options)!)]);
        }
    }

    public ValueTask NoteAsync(IReadOnlyList<UnfinishedRun> runs, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var run in runs)
            {
                var index = _runs.FindIndex(other => other.RunId == run.RunId);
                if (index >= 0) _runs[index] = _runs[index] with { Deaths = run.Deaths, IsAtRest = run.IsAtRest };
            }
        }

        return ValueTask.CompletedTask;
    }

    private static string Write(RunEvent runEvent) => JsonSerializer.Serialize(runEvent, CoreJson.Options);
}
