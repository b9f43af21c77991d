using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Commands;

/// <summary>Adding nodes: by the palette, by quick add, and by a wire that is dropped on nothing.</summary>
[CancelAfter(60_000)]
public sealed class AddingTests
{
    [Test]
    public async Task A_node_is_added_at_the_pointer_by_slash_and_typing()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        var commands = new CommandPage(window.Page);
        var (x, y) = await commands.EmptyPlaceAsync();

        await window.Page.Mouse.MoveAsync(x, y);
        await editor.PressAsync("/");
        await commands.ChooseAsync(commands.QuickAdd, "chat model");

        await Expect(editor.Nodes).ToHaveCountAsync(4);
        var added = (await editor.Node("chat").BoundingBoxAsync())!;
        Assert.That(x, Is.InRange(added.X, added.X + added.Width));
        Assert.That(y, Is.InRange(added.Y, added.Y + added.Height));
        await Expect(editor.Node("chat")).ToContainClassAsync("selected");
    }

    [Test]
    public async Task A_double_click_on_nothing_opens_the_list_and_a_click_in_it_adds_a_node()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        var commands = new CommandPage(window.Page);
        var (x, y) = await commands.EmptyPlaceAsync();

        await window.Page.Mouse.DblClickAsync(x, y);
        await commands.Entry("input.number").ClickAsync();

        await Expect(commands.QuickAdd).ToHaveCountAsync(0);
        await Expect(editor.Node("number")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task A_wire_dropped_on_nothing_offers_what_fits_and_the_new_node_arrives_wired_in_one_step()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.NumberAndModel);
        var commands = new CommandPage(window.Page);

        await editor.DragByAsync(editor.Output("model.text"), -60, 240);
        await editor.DropAsync();
        await Expect(commands.QuickAdd).ToBeVisibleAsync();
        await Expect(commands.Entry("output.text")).ToHaveCountAsync(1);
        await Expect(commands.Entry("input.number")).ToHaveCountAsync(0);
        await commands.ChooseAsync(commands.QuickAdd, "text output");

        await Expect(editor.Wires).ToHaveCountAsync(1);
        await Expect(editor.Nodes).ToHaveCountAsync(3);
        await editor.PressAsync("Control+z");
        await Expect(editor.Nodes).ToHaveCountAsync(2);
        await Expect(editor.Wires).ToHaveCountAsync(0);
    }

    [Test]
    public async Task The_palette_finds_nodes_by_Korean_words_and_keeps_favourites_and_recent_ones_in_this_browser()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        var search = window.Page.Locator("[data-palette-search]");

        await search.FillAsync("지시문");
        await Expect(editor.PaletteItem("prompt.template")).ToHaveCountAsync(1);
        await Expect(editor.PaletteItem("input.number")).ToHaveCountAsync(0);
        await search.PressAsync("ArrowDown");
        await Expect(editor.PaletteItem("prompt.template")).ToBeFocusedAsync();
        await editor.PressAsync("Enter");
        await Expect(editor.Nodes).ToHaveCountAsync(4);
        await search.FillAsync("");
        await window.Page.Locator(".palette-row:has([data-node-type='model.chat']) .palette-star").First.ClickAsync();
        await Expect(window.Page.Locator(".palette-row:has([data-node-type='model.chat']) .palette-star[aria-pressed='true']")).ToHaveCountAsync(2);
        await editor.IsSavedAsync();
        await editor.ReloadAsync();

        var rows = window.Page.Locator(".palette-item");
        await Expect(rows.Nth(0)).ToHaveAttributeAsync("data-node-type", "model.chat");
        await Expect(rows.Nth(1)).ToHaveAttributeAsync("data-node-type", "prompt.template");
    }

    [Test]
    public async Task The_palette_folds_to_a_strip_and_its_groups_to_their_headings()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);

        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Inputs", Exact = true }).ClickAsync();
        await Expect(editor.PaletteItem("input.text")).ToHaveCountAsync(0);
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Fold the palette" }).ClickAsync();
        await Expect(editor.PaletteItem("model.chat")).ToHaveCountAsync(0);
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Unfold the palette" }).ClickAsync();

        await Expect(editor.PaletteItem("model.chat")).ToHaveCountAsync(1);
        await Expect(editor.PaletteItem("input.text")).ToHaveCountAsync(0);
    }
}
