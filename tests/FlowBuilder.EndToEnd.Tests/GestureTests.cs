using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Gestures that CanvasTests does not cover, and that Escape ends each as if it had never begun.</summary>
[CancelAfter(60_000)]
public sealed class GestureTests
{
    [Test]
    public async Task Escape_ends_a_drag_from_the_palette_without_a_node()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);

        await editor.DragByAsync(editor.PaletteItem("input.text"), 500, 100);
        await Expect(window.Page.Locator(".drag-ghost")).ToHaveCountAsync(1);
        await editor.PressAsync("Escape");
        await editor.DropAsync();

        await Expect(window.Page.Locator(".drag-ghost")).ToHaveCountAsync(0);
        await Expect(editor.Nodes).ToHaveCountAsync(3);
    }

    [Test]
    public async Task The_background_is_panned_by_dragging_and_Escape_puts_it_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        var before = await ViewAsync(window);

        await PullBackgroundAsync(window);
        Assert.That(await ViewAsync(window), Is.Not.EqualTo(before));
        await editor.PressAsync("Escape");
        Assert.That(await ViewAsync(window), Is.EqualTo(before));
        await editor.DropAsync();

        await PullBackgroundAsync(window);
        await editor.DropAsync();
        Assert.That(await ViewAsync(window), Is.Not.EqualTo(before));
    }

    [Test]
    public async Task The_wheel_zooms_and_keeps_what_is_under_the_pointer()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        var node = (await editor.Node("prompt").BoundingBoxAsync())!;

        await window.Page.Mouse.MoveAsync(node.X, node.Y);
        var view = await ViewAsync(window);
        await window.Page.Mouse.WheelAsync(0, 300);
        await window.Page.WaitForFunctionAsync("before => document.querySelector('.viewport').style.transform !== before", view);
        var after = (await editor.Node("prompt").BoundingBoxAsync())!;

        Assert.That(after.Width, Is.LessThan(node.Width * 0.9));
        Assert.That((after.X, after.Y), Is.EqualTo((node.X, node.Y)).Using<(float X, float Y)>((a, b) => Math.Abs(a.X - b.X) < 1.5 && Math.Abs(a.Y - b.Y) < 1.5));
    }

    [Test]
    public async Task A_rectangle_selects_what_it_touches_Delete_removes_it_and_undo_brings_it_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);

        await DrawRectangleAsync(window, release: false);
        await editor.PressAsync("Escape");
        await window.Page.Mouse.UpAsync();
        await window.Page.Keyboard.UpAsync("Shift");
        await Expect(window.Page.Locator(".marquee")).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".node.selected")).ToHaveCountAsync(0);

        await DrawRectangleAsync(window, release: true);
        await Expect(window.Page.Locator(".node.selected")).ToHaveCountAsync(3);
        await editor.PressAsync("Delete");
        await Expect(editor.Nodes).ToHaveCountAsync(0);
        await Expect(editor.Wires).ToHaveCountAsync(0);
        await editor.PressAsync("Control+z");
        await Expect(editor.Nodes).ToHaveCountAsync(3);
        await Expect(editor.Wires).ToHaveCountAsync(2);
        await editor.PressAsync("Control+Shift+z");
        await Expect(editor.Nodes).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Ports_that_fit_glow_while_a_wire_is_dragged_and_a_drop_on_another_says_why_not()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.NumberAndModel);

        await editor.DragToAsync(editor.Output("number.value"), editor.Input("model.images"));
        await Expect(window.Page.Locator(".port.fits[data-port='model.prompt']")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator(".port.fits[data-port='model.images']")).ToHaveCountAsync(0);
        await editor.DropAsync();

        await Expect(editor.Toasts).ToContainTextAsync("image");
        await Expect(editor.Wires).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_wire_is_picked_up_at_its_end_and_dropped_on_nothing_to_take_it_away()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);

        await editor.DragByAsync(editor.Input("result.value"), -20, 150);
        await editor.DropAsync();

        await Expect(editor.Wires).ToHaveCountAsync(1);
        await editor.PressAsync("Control+z");
        await Expect(editor.Wires).ToHaveCountAsync(2);
    }

    [Test]
    public async Task Arrow_keys_move_what_is_selected_and_typing_in_a_field_does_not()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        await editor.SelectAsync("prompt");
        var before = await editor.PlaceOfAsync("prompt");

        await editor.PressAsync("ArrowDown");
        await Expect(editor.Node("prompt")).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("translate: ?360px 10px"));
        await editor.Setting("template").FocusAsync();
        await editor.PressAsync("ArrowDown");
        await editor.PressAsync("Backspace");

        await Expect(editor.Nodes).ToHaveCountAsync(3);
        Assert.That(await editor.PlaceOfAsync("prompt"), Is.Not.EqualTo(before).And.EqualTo("360px 10px"));
    }

    private static Task<string> ViewAsync(Window window) =>
        window.Page.Locator(".viewport").EvaluateAsync<string>("viewport => viewport.style.transform");

    private static async Task PullBackgroundAsync(Window window)
    {
        var canvas = (await window.Page.Locator(".canvas").BoundingBoxAsync())!;
        await window.Page.Mouse.MoveAsync(canvas.X + 40, canvas.Y + 40);
        await window.Page.Mouse.DownAsync();
        await window.Page.Mouse.MoveAsync(canvas.X + 120, canvas.Y + 90, new MouseMoveOptions { Steps = 4 });
    }

    private static async Task DrawRectangleAsync(Window window, bool release)
    {
        var canvas = (await window.Page.Locator(".canvas").BoundingBoxAsync())!;
        await window.Page.Keyboard.DownAsync("Shift");
        await window.Page.Mouse.MoveAsync(canvas.X + 8, canvas.Y + 8);
        await window.Page.Mouse.DownAsync();
        await window.Page.Mouse.MoveAsync(canvas.X + canvas.Width - 8, canvas.Y + canvas.Height - 80, new MouseMoveOptions { Steps = 4 });
        await Expect(window.Page.Locator(".marquee")).ToHaveCountAsync(1);
        if (!release) return;
        await window.Page.Mouse.UpAsync();
        await window.Page.Keyboard.UpAsync("Shift");
    }
}
