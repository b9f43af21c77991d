using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

[CancelAfter(60_000)]
public sealed class CanvasTests
{
    [Test]
    public async Task A_node_is_added_by_a_click_in_the_palette()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);

        await editor.PaletteItem("model.chat").ClickAsync();

        await Expect(editor.Nodes).ToHaveCountAsync(4);
        await Expect(window.Page.Locator(".node.selected")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task A_node_is_added_where_it_is_dropped_from_the_palette()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);

        await editor.PaletteItem("prompt.template").ScrollIntoViewIfNeededAsync();
        await editor.DragToAsync(editor.PaletteItem("prompt.template"), window.Page.Locator(".canvas .canvas-grid"));
        await editor.DropAsync();

        await Expect(editor.Nodes).ToHaveCountAsync(4);
        await Expect(window.Page.Locator(".drag-ghost")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_node_stays_where_it_was_dragged_to_after_a_reload()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var before = await editor.PlaceOfAsync("result");

        await editor.DragByAsync(editor.Node("result").Locator(".node-title"), -40, 120);
        await editor.DropAsync();

        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeEnabledAsync();
        await editor.IsSavedAsync();
        var moved = await editor.PlaceOfAsync("result");
        Assert.That(moved, Is.Not.EqualTo(before));
        await editor.ReloadAsync();
        Assert.That(await editor.PlaceOfAsync("result"), Is.EqualTo(moved));
    }

    [Test]
    public async Task A_wire_is_drawn_from_port_to_port()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);

        await editor.ConnectAsync("question.text", "prompt.text");
        await editor.ConnectAsync("prompt.text", "result.value");

        await Expect(editor.Wire("question.text", "prompt.text")).ToHaveCountAsync(1);
        await Expect(editor.Wire("prompt.text", "result.value")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task A_wire_that_would_close_a_circle_is_refused_and_says_which()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.TwoPrompts);

        await editor.ConnectAsync("second.text", "first.text");

        await Expect(editor.Toasts).ToContainTextAsync("cycle");
        await Expect(editor.Toasts).ToContainTextAsync("First");
        await Expect(editor.Toasts).ToContainTextAsync("Second");
        await Expect(editor.Wires).ToHaveCountAsync(1);
    }

    [Test]
    public async Task A_port_that_takes_one_wire_gives_up_the_one_it_has_for_a_new_one()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);

        await editor.ConnectAsync("question.text", "result.value");

        await Expect(editor.Wire("question.text", "result.value")).ToHaveCountAsync(1);
        await Expect(editor.Wire("prompt.text", "result.value")).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeEnabledAsync();
    }

    [Test]
    public async Task A_node_that_was_deleted_comes_back_with_its_wires_by_undo()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.SelectAsync("prompt");

        await editor.PressAsync("Delete");
        await Expect(editor.Node("prompt")).ToHaveCountAsync(0);
        await Expect(editor.Wires).ToHaveCountAsync(0);

        await editor.PressAsync("Control+z");
        await Expect(editor.Node("prompt")).ToHaveCountAsync(1);
        await Expect(editor.Wires).ToHaveCountAsync(2);
    }

    [Test]
    public async Task Escape_puts_a_dragged_node_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var before = await editor.PlaceOfAsync("result");
        var node = editor.Node("result");

        await editor.DragByAsync(node.Locator(".node-title"), -40, 120);
        await Expect(node).ToContainClassAsync("dragging");
        await editor.PressAsync("Escape");
        await editor.DropAsync();

        await Expect(node).Not.ToContainClassAsync("dragging");
        Assert.That(await editor.PlaceOfAsync("result"), Is.EqualTo(before));
        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeDisabledAsync();
    }

    [Test]
    public async Task Escape_drops_a_wire_that_is_being_drawn()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);

        await editor.DragToAsync(editor.Output("question.text"), editor.Input("prompt.text"));
        await Expect(editor.PendingWire).ToHaveCountAsync(1);
        await editor.PressAsync("Escape");
        await Expect(editor.PendingWire).ToHaveCountAsync(0);
        await editor.DropAsync();

        await Expect(editor.Wires).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeDisabledAsync();
    }
}
