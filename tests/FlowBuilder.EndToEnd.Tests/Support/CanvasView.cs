using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Where a window looks at its canvas, and what it says to the server.</summary>
internal sealed class CanvasView(IPage page)
{
    private int _calls;

    /// <summary>Calls of the browser to the server since the watch began.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Counts calls to the server; before the page is opened.</summary>
    public void WatchCalls() => page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) =>
    {
        if (frame.Binary is { } bytes && Encoding.ASCII.GetString(bytes).Contains("BeginInvokeDotNetFromJS", StringComparison.Ordinal))
            Interlocked.Increment(ref _calls);
    };

    /// <summary>The view as the page's style has it.</summary>
    public Task<string> TransformAsync() => page.Locator(".viewport").EvaluateAsync<string>("viewport => viewport.style.transform");

    /// <summary>How large things are drawn: 1 at their own size.</summary>
    public async Task<float> ZoomAsync()
    {
        var transform = await TransformAsync();
        return float.Parse(transform[(transform.IndexOf("scale(", StringComparison.Ordinal) + 6)..^1], CultureInfo.InvariantCulture);
    }

    public Task ChangesFromAsync(string transform) =>
        page.WaitForFunctionAsync("before => document.querySelector('.viewport').style.transform !== before", transform);

    /// <summary>Where the canvas lies in the window.</summary>
    public async Task<LocatorBoundingBoxResult> BoxAsync() => (await page.Locator(".canvas").BoundingBoxAsync())!;

    /// <summary>A point on a wire, in the window.</summary>
    /// <param name="wire">The wire.</param>
    /// <param name="share">How far along it, from 0 to 1.</param>
    public static async Task<(float X, float Y)> OnWireAsync(ILocator wire, double share)
    {
        var at = await wire.Locator(".wire-line").EvaluateAsync<float[]>("""
            (path, share) => {
              const point = path.getPointAtLength(path.getTotalLength() * share).matrixTransform(path.getScreenCTM());
              return [point.x, point.y];
            }
            """, share);
        return (at[0], at[1]);
    }

    public async Task PullAsync((float X, float Y) from, (float X, float Y) to)
    {
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X, to.Y, new MouseMoveOptions { Steps = 8 });
    }
}
