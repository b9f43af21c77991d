using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Measures the canvas in a real browser and prints the figures of docs/performance.md; asserts nothing of them.</summary>
[Explicit("Takes figures on a machine that is otherwise quiet.")]
[Category("Benchmark")]
[NonParallelizable]
[CancelAfter(300_000)]
public sealed class CanvasBenchmark
{
    private const int Steps = 240;

    [Test]
    public async Task Frames_while_500_nodes_are_panned_and_dragged()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window, LargeFlow.Of(25, 20, 800));
        await MeasureAsync(window, editor, "500 nodes, all in sight");
        await editor.PressAsync("Shift+0");
        await Expect(window.Page.Locator(".canvas .port").First).ToBeVisibleAsync();
        await MeasureAsync(window, editor, "500 nodes, at 100 %");
    }

    [Test]
    public async Task Frames_while_2000_nodes_are_panned_and_dragged()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window, LargeFlow.Of(50, 40, 3200));
        await MeasureAsync(window, editor, "2,000 nodes, from afar");
        await editor.PressAsync("Shift+0");
        await Expect(window.Page.Locator(".canvas .port").First).ToBeVisibleAsync();
        await MeasureAsync(window, editor, "2,000 nodes, at 100 %");
    }

    [Test]
    public async Task Input_delay_while_five_models_stream_a_thousand_words_each()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window, LargeFlow.OfStreams(5, 1000));
        await window.Page.EvaluateAsync("""
            () => {
              window.delays = [];
              window.addEventListener('pointermove', event => window.delays.push(performance.now() - event.timeStamp), { capture: true });
            }
            """);
        await editor.RunButton.ClickAsync();
        var streams = window.Page.Locator(".node[data-id^='m'] .node-output.live");
        await Expect(streams).ToHaveCountAsync(5);
        var delays = Array.Empty<double>();
        while (true)
        {
            for (var step = 0; step < 20; step++) await window.Page.Mouse.MoveAsync(500 + 10 * step, 600);
            if (await streams.CountAsync() < 5) break;

            // What came while all five streamed; the last moves may have come after an end.
            delays = await window.Page.EvaluateAsync<double[]>("() => window.delays");
        }

        Assert.That(delays, Has.Length.GreaterThan(100), "The streams ended before the measurement.");
        Array.Sort(delays);
        Print("Input delay during five streams", "ms", delays);
    }

    private static async Task<EditorPage> OpenAsync(Window window, string file)
    {
        // The second time the browser has the scripts, as it mostly does.
        await window.OpenHomeAsync();
        var editor = await window.OpenFlowAsync(file);
        await window.Page.EvaluateAsync("() => sessionStorage.clear()");
        await window.Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.Commit });
        var painted = await window.Page.WaitForFunctionAsync("""
            () => document.querySelectorAll('.canvas .node').length > 0
              ? new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))
              : false
            """);
        TestContext.Out.WriteLine($"First paint of the nodes {await painted.JsonValueAsync<double>():0} ms after navigation");
        await EditorPage.ReadyAsync(window.Page);
        await Expect(editor.Nodes.First).ToBeVisibleAsync();
        return editor;
    }

    private static async Task MeasureAsync(Window window, EditorPage editor, string what)
    {
        var mouse = window.Page.Mouse;
        var canvas = (await window.Page.Locator(".canvas").BoundingBoxAsync())!;
        var middle = (X: canvas.X + canvas.Width / 2, Y: canvas.Y + canvas.Height / 2);
        TestContext.Out.WriteLine($"{what}: {await editor.Nodes.CountAsync()} cards, {await editor.Wires.CountAsync()} wires drawn");

        await window.Page.Keyboard.DownAsync("Space");
        await mouse.MoveAsync(middle.X, middle.Y);
        await mouse.DownAsync();
        var pan = await RecordAsync(window, middle, 250, 100);
        await mouse.UpAsync();
        await window.Page.Keyboard.UpAsync("Space");
        Print("  Pan", "ms", pan);

        var card = await window.Page.EvaluateAsync<float[]>("""
            ([x, y]) => {
              const places = [...document.querySelectorAll('.canvas .node')].map(node => node.getBoundingClientRect());
              const near = places.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))[0];
              return [near.x + near.width / 4, near.y + Math.min(near.height / 2, 20)];
            }
            """, new[] { middle.X, middle.Y });
        await mouse.MoveAsync(card[0], card[1]);
        await mouse.DownAsync();
        await mouse.MoveAsync(card[0] + 6, card[1] + 6);
        var drag = await RecordAsync(window, (card[0], card[1]), 100, 60);
        await mouse.UpAsync();
        Print("  Drag", "ms", drag);
    }

    // Two rounds along an ellipse, as fast as the browser takes the steps.
    private static async Task<double[]> RecordAsync(Window window, (float X, float Y) start, float width, float height)
    {
        await window.Page.EvaluateAsync("""
            () => {
              window.frames_ = [];
              window.recording = true;
              const next = now => { window.frames_.push(now); if (window.recording) requestAnimationFrame(next); };
              requestAnimationFrame(next);
            }
            """);
        for (var step = 0; step <= Steps; step++)
        {
            var angle = 4 * MathF.PI * step / Steps;
            await window.Page.Mouse.MoveAsync(start.X + width * MathF.Sin(angle), start.Y + height * (1 - MathF.Cos(angle)));
        }

        var times = await window.Page.EvaluateAsync<double[]>("() => { window.recording = false; return window.frames_; }");
        return [.. times.Zip(times.Skip(1), (before, after) => after - before).Order()];
    }

    private static void Print(string what, string unit, double[] sorted) => TestContext.Out.WriteLine(
        $"{what}: mean {sorted.Average():0.0} {unit}, p95 {sorted[(int)(sorted.Length * 0.95)]:0.0}, worst {sorted[^1]:0.0}, {1000 / sorted.Average():0} a second, {sorted.Length} taken");
}
