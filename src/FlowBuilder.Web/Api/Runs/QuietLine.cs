using System.Buffers;
using System.IO.Pipelines;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Keeps a line of server-sent events open while nothing happens, as proxies close one that is quiet.</summary>
internal static class QuietLine
{
    /// <summary>How long the line may be quiet.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>Waits for the next item, with a comment on the line after every <see cref="Beat"/>.</summary>
    /// <param name="next">The reading of the next item.</param>
    /// <param name="output">The line.</param>
    /// <param name="time">Measures the quiet.</param>
    /// <param name="gone">The client has left. The reading itself is not given up: its reader must have ended before it is disposed of.</param>
    public static Task<bool> BeatUntilAsync(Task<bool> next, PipeWriter output, TimeProvider time, CancellationToken gone) => BeatUntilAsync(next, time, async () =>
    {
        output.Write(":\n\n"u8);
        await output.FlushAsync(gone);
    });

    /// <summary>As above, with whatever another protocol writes to say nothing.</summary>
    public static async Task<bool> BeatUntilAsync(Task<bool> next, TimeProvider time, Func<Task> beat)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(Beat, time, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                // It may have come at this very moment.
                if (next.IsCompleted) return await next;
                await beat();
            }
        }
    }
}
