using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Web.Editing;

/// <summary>Follows one run for one window: reads its journal at the window's own speed and hands on what is to be seen.</summary>
/// <remarks>Letting go of the watch does not stop the run.</remarks>
internal sealed class RunWatch : IAsyncDisposable
{
    /// <summary>The shortest time between two pictures: no node is drawn more than 30 times a second.</summary>
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(34);

    /// <summary>How often a running node's elapsed time is drawn.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _leave = new();
    private readonly TimeProvider _time;
    private readonly Func<RunSnapshot, Task> _show;
    private readonly Func<Task> _tick;
    private readonly Task _reading;
    private readonly Task _ticking;

    /// <summary>Begins to follow a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="show">Draws a state of the run; the next is not read before it has.</param>
    /// <param name="tick">Draws the time that passes.</param>
    /// <param name="time">The clock.</param>
    public RunWatch(FlowRun run, Func<RunSnapshot, Task> show, Func<Task> tick, TimeProvider time)
    {
        (Run, _show, _tick, _time) = (run, show, tick, time);
        _reading = Task.Run(ReadAsync);
        _ticking = Task.Run(TickAsync);
    }

    /// <summary>The run.</summary>
    public FlowRun Run { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leave.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_reading, _ticking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _leave.Dispose();
    }

    private async Task ReadAsync()
    {
        var snapshot = RunSnapshot.Empty;
        var shownAt = _time.GetTimestamp() - _time.TimestampFrequency;
        await foreach (var batch in Run.Journal.ReadBatchesAsync(0, _leave.Token).ConfigureAwait(false))
        {
            foreach (RunEvent next in batch) snapshot = snapshot.Apply(next);
            var sinceShown = _time.GetElapsedTime(shownAt);
            if (sinceShown < Frame && Run.Journal.LastSeq > snapshot.Seq) continue;
            if (sinceShown < Frame && !snapshot.IsEnded)
            {
                // What comes while we rest is read as one batch and drawn as one picture.
                await Task.Delay(Frame - sinceShown, _time, _leave.Token).ConfigureAwait(false);
                if (Run.Journal.LastSeq > snapshot.Seq) continue;
            }

            shownAt = _time.GetTimestamp();
            await _show(snapshot).ConfigureAwait(false);
        }
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(Beat, _time);
        while (!Run.Journal.IsEnded && await timer.WaitForNextTickAsync(_leave.Token).ConfigureAwait(false))
            await _tick().ConfigureAwait(false);
    }
}
