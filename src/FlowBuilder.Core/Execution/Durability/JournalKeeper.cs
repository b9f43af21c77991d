using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>Writes the journals of all runs under way to disk: what came in a moment, of all of them together, in one write.</summary>
/// <remarks>
/// While one write is under way the next gathers, so the busier the host, the larger the groups. Only a node that is about to
/// change something outside waits for a write, and readers see what is written. It has a thread of its own while there is something
/// to write: among the work of a thousand runs on the common threads, each of its steps would wait for all that stands before it. Thread-safe.
/// </remarks>
/// <param name="store">Where journals are kept.</param>
/// <param name="logger">Where failures go.</param>
public sealed class JournalKeeper(IUnfinishedRuns store, ILogger<JournalKeeper> logger)
{
    // A thread is not worth making anew for each of the runs that come one after the other.
    private const int IdleRounds = 100;

    // A few runs are as well off each by itself.
    private const int FewRuns = 8;

    // Less than a frame of the canvas and a blink of a chat; long enough for the tokens of many runs to share a write.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    // A monitor, since semaphores spin before they wait: with many waits a second that was a sixth of what a busy program did.
    private readonly object _gate = new();
    private List<RunKeeping> _marked = [];
    private bool _isHurried;
    private bool _isWriting;

    /// <summary>How long a run's events lie with those of other runs before they are given once more by themselves. A row of many runs is free only when all have left it, and is read through for each after a start.</summary>
    public TimeSpan LongestShared { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Begins to keep a run's journal.</summary>
    /// <param name="run">The run, which has not begun.</param>
    /// <param name="durability">How; not <see cref="RunDurability.None"/>.</param>
    /// <param name="kept">The number to which the journal is on disk already.</param>
    internal RunKeeping Open(FlowRun run, RunDurability durability, long kept) => new(this, run, durability, kept);

    /// <summary>A run has events to be written.</summary>
    internal void Mark(RunKeeping run)
    {
        lock (_gate)
        {
            _marked.Add(run);
            if (_isWriting) return;
            _isWriting = true;
        }

        // Without what is ambient in the run that happens to be the first.
        new Thread(Write) { IsBackground = true, Name = "Journals" }.UnsafeStart();
    }

    /// <summary>Somebody waits: the next write begins at once.</summary>
    internal void Hurry()
    {
        lock (_gate)
        {
            _isHurried = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Write()
    {
        var gathered = Stopwatch.GetTimestamp();
        while (TryGather(ref gathered, out var runs))
        {
            var groups = new List<(RunKeeping Run, EventGroup Group)>(runs.Count);
            foreach (var run in runs)
            {
                if (run.Next(runs.Count > FewRuns) is { } group) groups.Add((run, group));
            }

            if (groups.Count > 0) Write(groups);
        }
    }

    // What came during a write that took its time has gathered already.
    private bool TryGather(ref long since, out List<RunKeeping> runs)
    {
        for (var round = 0; ; round++)
        {
            var left = Gathering - Stopwatch.GetElapsedTime(since);
            lock (_gate)
            {
                if (!_isHurried && left > TimeSpan.Zero) Monitor.Wait(_gate, left);
                _isHurried = false;
                since = Stopwatch.GetTimestamp();
                (runs, _marked) = (_marked, []);
                if (runs.Count > 0) return true;
                if (round < IdleRounds) continue;
                _isWriting = false;
                return false;
            }
        }
    }

    // One run's group may be more than there is room for: then each is tried alone.
    private void Write(List<(RunKeeping Run, EventGroup Group)> groups)
    {
        try
        {
            store.Append([.. groups.Select(group => group.Group)]);
            foreach (var (run, group) in groups) run.Kept(group);
        }
        catch (Exception) when (groups.Count > 1)
        {
            foreach (var group in groups) Write([group]);
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "The journal of run {RunId} could not be written; the run is stopped", groups[0].Group.RunId);
            groups[0].Run.Fail();
        }
    }
}
