using System.Text.RegularExpressions;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>What the hand does on the canvas: inserting, aligning, reaching out, two fingers, the minimap; and Escape out of each.</summary>
[CancelAfter(60_000)]
public sealed class HandTests
{
    private static readonly string WithSpare = Flows.Wired.Replace("""
        { "id": "result",
        """.Trim(), """
        { "id": "spare", "type": "prompt.template", "version": 1, "title": "Spare", "position": { "x": 360, "y": 360 }, "settings": { "template": "Well: {{text}}" } },
        { "id": "result",
        """.Trim(), StringComparison.Ordinal);

    [Test]
    public async Task A_node_that_is_dropped_on_a_wire_goes_into_it_and_one_undo_takes_both_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(WithSpare);
        var view = new CanvasView(window.Page);
        var before = await editor.PlaceOfAsync("spare");
        var title = (await editor.Node("spare").Locator(".node-title").BoundingBoxAsync())!;
        var card = (await editor.Node("spare").BoundingBoxAsync())!;
        var (x, y) = await CanvasView.OnWireAsync(editor.Wire("prompt.text", "result.value"), 0.5);
        var grip = (X: title.X + title.Width / 2, Y: title.Y + title.Height / 2);

        await view.PullAsync(grip, (grip.X + x - card.X - card.Width / 2, grip.Y + y - card.Y - card.Height / 2));
        await Expect(window.Page.Locator("g.wire.target")).ToHaveAttributeAsync("data-from", "prompt.text");
        await editor.PressAsync("Escape");
        await editor.DropAsync();
        await Expect(window.Page.Locator("g.wire.target")).ToHaveCountAsync(0);
        Assert.That(await editor.PlaceOfAsync("spare"), Is.EqualTo(before));

        await view.PullAsync(grip, (grip.X + x - card.X - card.Width / 2, grip.Y + y - card.Y - card.Height / 2));
        await editor.DropAsync();
        await Expect(editor.Wire("prompt.text", "spare.text")).ToHaveCountAsync(1);
        await Expect(editor.Wire("spare.text", "result.value")).ToHaveCountAsync(1);
        await Expect(editor.Wires).ToHaveCountAsync(3);

        await editor.PressAsync("Control+z");
        await Expect(editor.Wire("prompt.text", "result.value")).ToHaveCountAsync(1);
        await Expect(editor.Wires).ToHaveCountAsync(2);
        await Expect(editor.Node("spare")).ToHaveAttributeAsync("style", new Regex(Regex.Escape(before)));
        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeDisabledAsync();
    }

    [Test]
    public async Task A_palette_entry_that_is_dropped_on_a_wire_goes_into_it_and_one_undo_takes_it_out()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var view = new CanvasView(window.Page);
        var item = editor.PaletteItem("model.chat");
        await item.ScrollIntoViewIfNeededAsync();
        var entry = (await item.BoundingBoxAsync())!;
        var onWire = await CanvasView.OnWireAsync(editor.Wire("prompt.text", "result.value"), 0.5);

        await view.PullAsync((entry.X + entry.Width / 2, entry.Y + entry.Height / 2), onWire);
        await Expect(window.Page.Locator("g.wire.target")).ToHaveAttributeAsync("data-from", "prompt.text");
        await editor.DropAsync();

        var added = window.Page.Locator(".canvas .node.selected");
        await Expect(editor.Nodes).ToHaveCountAsync(4);
        await Expect(added).ToHaveCountAsync(1);
        var id = await added.GetAttributeAsync("data-id");
        await Expect(window.Page.Locator($"g.wire[data-from='prompt.text'][data-to^='{id}.']")).ToHaveCountAsync(1);
        await Expect(editor.Wire($"{id}.text", "result.value")).ToHaveCountAsync(1);
        await Expect(editor.Wires).ToHaveCountAsync(3);

        await editor.PressAsync("Control+z");
        await Expect(editor.Nodes).ToHaveCountAsync(3);
        await Expect(editor.Wire("prompt.text", "result.value")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeDisabledAsync();
    }

    [Test]
    public async Task A_node_comes_to_rest_in_line_with_its_neighbour_and_not_while_Alt_is_held()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.TwoPrompts
            .Replace("\"x\": 0, \"y\": 0", "\"x\": 0, \"y\": 7", StringComparison.Ordinal)
            .Replace("\"x\": 360, \"y\": 0", "\"x\": 360, \"y\": 207", StringComparison.Ordinal));
        var zoom = await new CanvasView(window.Page).ZoomAsync();
        var title = editor.Node("second").Locator(".node-title");

        await editor.DragByAsync(title, 0, -198 * zoom);
        await Expect(window.Page.Locator(".snap-line")).ToHaveCountAsync(1);
        await editor.DropAsync();
        await Expect(window.Page.Locator(".snap-line")).ToHaveCountAsync(0);
        Assert.That(await editor.PlaceOfAsync("second"), Is.EqualTo("360px 7px"));

        await window.Page.Keyboard.DownAsync("Alt");
        await editor.DragByAsync(title, 0, 10 * zoom);
        await Expect(window.Page.Locator(".snap-line")).ToHaveCountAsync(0);
        await editor.DropAsync();
        await window.Page.Keyboard.UpAsync("Alt");
        Assert.That(await editor.PlaceOfAsync("second"), Is.Not.EqualTo("360px 7px"));
    }

    [Test]
    public async Task A_drag_held_at_the_edge_moves_the_canvas_on_and_Escape_puts_both_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var view = new CanvasView(window.Page);
        var (place, transform) = (await editor.PlaceOfAsync("prompt"), await view.TransformAsync());
        var (box, title) = (await view.BoxAsync(), (await editor.Node("prompt").Locator(".node-title").BoundingBoxAsync())!);

        await view.PullAsync((title.X + 10, title.Y + 5), (title.X, box.Y + box.Height - 4));
        await view.ChangesFromAsync(transform);
        await editor.PressAsync("Escape");
        await editor.DropAsync();

        Assert.That(await view.TransformAsync(), Is.EqualTo(transform));
        Assert.That(await editor.PlaceOfAsync("prompt"), Is.EqualTo(place));
        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeDisabledAsync();
    }

    [Test]
    public async Task Two_fingers_pinch_and_Escape_puts_the_view_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var view = new CanvasView(window.Page);
        var (before, zoom, box) = (await view.TransformAsync(), await view.ZoomAsync(), await view.BoxAsync());
        var fingers = await window.Page.Context.NewCDPSessionAsync(window.Page);
        var (x, y) = (box.X + box.Width / 2, box.Y + box.Height / 2 - 150);

        await TouchAsync(fingers, "touchStart", (x - 50, y));
        await TouchAsync(fingers, "touchStart", (x - 50, y), (x + 50, y));
        await TouchAsync(fingers, "touchMove", (x - 75, y), (x + 75, y));
        await view.ChangesFromAsync(before);
        Assert.That(await view.ZoomAsync(), Is.EqualTo(zoom * 1.5f).Within(zoom * 0.05f));
        await editor.PressAsync("Escape");
        Assert.That(await view.TransformAsync(), Is.EqualTo(before));
        await TouchAsync(fingers, "touchEnd");

        await TouchAsync(fingers, "touchStart", (x - 75, y));
        await TouchAsync(fingers, "touchStart", (x - 75, y), (x + 75, y));
        await TouchAsync(fingers, "touchMove", (x - 50, y), (x + 50, y));
        await view.ChangesFromAsync(before);
        await TouchAsync(fingers, "touchEnd");
        Assert.That(await view.ZoomAsync(), Is.LessThan(zoom));
    }

    [Test]
    public async Task Space_and_drag_pans_over_a_node_too()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var view = new CanvasView(window.Page);
        var (place, transform) = (await editor.PlaceOfAsync("prompt"), await view.TransformAsync());

        await window.Page.Keyboard.DownAsync("Space");
        await editor.DragByAsync(editor.Node("prompt").Locator(".node-title"), 60, 40);
        await editor.DropAsync();
        await window.Page.Keyboard.UpAsync("Space");

        Assert.That(await view.TransformAsync(), Is.Not.EqualTo(transform));
        Assert.That(await editor.PlaceOfAsync("prompt"), Is.EqualTo(place));
    }

    [Test]
    public async Task The_minimap_is_gone_along_by_dragging_and_Escape_goes_back()
    {
        await using var window = await Window.OpenAsync();
        await window.OpenFlowAsync(Flows.Wired);
        var view = new CanvasView(window.Page);
        var before = await view.TransformAsync();
        var map = (await window.Page.Locator(".minimap").BoundingBoxAsync())!;

        await view.PullAsync((map.X + 40, map.Y + 40), (map.X + 100, map.Y + 60));
        Assert.That(await view.TransformAsync(), Is.Not.EqualTo(before));
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Page.Mouse.UpAsync();
        Assert.That(await view.TransformAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_wire_is_picked_up_at_its_beginning_and_Escape_leaves_it()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var view = new CanvasView(window.Page);
        var grip = await CanvasView.OnWireAsync(editor.Wire("prompt.text", "result.value"), 0.3);
        var output = (await editor.Output("question.text").BoundingBoxAsync())!;
        var target = (output.X + output.Width / 2, output.Y + output.Height / 2);

        await view.PullAsync(grip, target);
        await Expect(editor.PendingWire).ToHaveCountAsync(1);
        await editor.PressAsync("Escape");
        await editor.DropAsync();
        await Expect(editor.Wire("prompt.text", "result.value")).ToHaveCSSAsync("visibility", "visible");

        await view.PullAsync(grip, target);
        await editor.DropAsync();
        await Expect(editor.Wire("question.text", "result.value")).ToHaveCountAsync(1);
        await Expect(editor.Wire("prompt.text", "result.value")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_gesture_calls_the_server_once_when_it_ends_and_a_look_around_not_at_all()
    {
        await using var window = await Window.OpenAsync();
        var view = new CanvasView(window.Page);
        view.WatchCalls();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        var box = await view.BoxAsync();
        var before = view.Calls;

        await view.PullAsync((box.X + 40, box.Y + 40), (box.X + 120, box.Y + 90));
        await editor.DropAsync();
        await editor.DragByAsync(editor.Node("result").Locator(".node-title"), -40, 120);
        Assert.That(view.Calls, Is.EqualTo(before));
        await editor.DropAsync();
        await Expect(editor.Node("result")).ToContainClassAsync("selected");
        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeEnabledAsync();
        Assert.That(view.Calls, Is.EqualTo(before + 1));

        await editor.ConnectAsync("question.text", "prompt.text");
        await Expect(editor.Wires).ToHaveCountAsync(1);
        Assert.That(view.Calls, Is.EqualTo(before + 2));
    }

    private static async Task TouchAsync(ICDPSession fingers, string type, params (float X, float Y)[] points) =>
        await fingers.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = points.Select((point, id) => new { x = point.X, y = point.Y, id }).ToArray(),
        });
}
