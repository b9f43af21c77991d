using System.Buffers;
using System.IO.Pipelines;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Keeps a line of server-sent events open while nothing happens, as proxies close one that is quiet. One timer serves the line to its end.</summary>
internal sealed class QuietLine : IAsyncDisposable
{
    /// <summary>How long the line may be quiet.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly Func<Task> _beat;
    private readonly ITimer _timer;
    private TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A line that is kept open with whatever its protocol writes to say nothing.</summary>
    /// <param name="time">Measures the quiet.</param>
    /// <param name="beat">Says nothing.</param>
    public QuietLine(TimeProvider time, Func<Task> beat)
    {
        _beat = beat;
        _timer = time.CreateTimer(static line => Volatile.Read(ref ((QuietLine)line!)._quiet).TrySetResult(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A line of server-sent events, kept open with comments.</summary>
    /// <param name="time">Measures the quiet.</param>
    /// <param name="output">The line.</param>
    /// <param name="gone">The client has left.</param>
    public QuietLine(TimeProvider time, PipeWriter output, CancellationToken gone)
        : this(time, async () =>
        {
            output.Write(":\n\n"u8);
            await output.FlushAsync(gone);
        })
    {
    }

    /// <summary>Waits for the next item, and says nothing after every <see cref="Beat"/>. The reading itself is never given up: its reader must have ended before it is disposed of.</summary>
    /// <param name="next">The reading of the next item.</param>
    public async ValueTask<bool> BeatUntilAsync(ValueTask<bool> next)
    {
        if (next.IsCompleted) return await next;
        var item = next.AsTask();
        if (_quiet.Task.IsCompleted) Renew();
        _timer.Change(Beat, Beat);
        while (await Task.WhenAny(item, _quiet.Task) != item)
        {
            Renew();
            await _beat();
        }

        return await item;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Renew() => Volatile.Write(ref _quiet, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
