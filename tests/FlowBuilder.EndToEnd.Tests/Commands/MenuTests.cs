using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Commands;

/// <summary>Context menus, by the mouse and by keys, and what they do.</summary>
[CancelAfter(60_000)]
public sealed class MenuTests
{
    private static readonly LocatorClickOptions RightClick = new() { Button = MouseButton.Right };

    [Test]
    public async Task A_right_click_on_a_node_selects_it_and_offers_what_can_be_done_with_it()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var commands = new CommandPage(window.Page);

        await editor.Node("prompt").Locator(".node-title").ClickAsync(RightClick);
        await Expect(editor.Node("prompt")).ToContainClassAsync("selected");
        await Expect(commands.MenuEntry("duplicate")).ToContainTextAsync("Ctrl");
        await commands.MenuEntry("duplicate").ClickAsync();

        await Expect(editor.Node("prompt-2")).ToContainClassAsync("selected");
        await Expect(commands.Menu).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Shift_F10_opens_the_menu_of_the_selected_node_and_arrow_keys_and_Enter_use_it()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var commands = new CommandPage(window.Page);
        await editor.SelectAsync("prompt");

        await editor.PressAsync("Shift+F10");
        await Expect(commands.Menu.Locator("[role='menuitem']").First).ToBeFocusedAsync();
        await editor.PressAsync("End");
        await editor.PressAsync("Home");
        await editor.PressAsync("d");
        await Expect(commands.MenuEntry("duplicate")).ToBeFocusedAsync();
        await editor.PressAsync("ArrowDown");
        await Expect(commands.MenuEntry("delete")).ToBeFocusedAsync();
        await editor.PressAsync("Enter");

        await Expect(editor.Node("prompt")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Escape_closes_a_menu_and_leaves_the_selection()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var commands = new CommandPage(window.Page);

        await editor.Node("prompt").Locator(".node-title").ClickAsync(RightClick);
        await Expect(commands.Menu.Locator("[role='menuitem']").First).ToBeFocusedAsync();
        await editor.PressAsync("Escape");

        await Expect(commands.Menu).ToHaveCountAsync(0);
        await Expect(editor.Node("prompt")).ToContainClassAsync("selected");
    }

    [Test]
    public async Task Wires_ports_and_the_background_have_menus_of_their_own()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var commands = new CommandPage(window.Page);

        await editor.Input("result.value").ClickAsync(RightClick);
        await commands.MenuEntry("disconnectPort").ClickAsync();
        await Expect(editor.Wires).ToHaveCountAsync(1);

        var middle = await editor.Wire("question.text", "prompt.text").Locator(".wire-hit").EvaluateAsync<float[]>("""
            path => {
              const point = path.getPointAtLength(path.getTotalLength() / 2);
              const at = new DOMPoint(point.x, point.y).matrixTransform(path.getScreenCTM());
              return [at.x, at.y];
            }
            """);
        await window.Page.Mouse.ClickAsync(middle[0], middle[1], new MouseClickOptions { Button = MouseButton.Right });
        await commands.MenuEntry("delete").ClickAsync();
        await Expect(editor.Wires).ToHaveCountAsync(0);

        var (x, y) = await commands.EmptyPlaceAsync();
        await window.Page.Mouse.ClickAsync(x, y, new MouseClickOptions { Button = MouseButton.Right });
        await commands.MenuEntry("undo").ClickAsync();
        await Expect(editor.Wires).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Several_selected_nodes_are_aligned_from_their_toolbar_and_from_their_menu()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired.Replace("\"x\": 720, \"y\": 0", "\"x\": 720, \"y\": 200", StringComparison.Ordinal));
        var commands = new CommandPage(window.Page);

        await editor.PressAsync("Control+a");
        await window.Page.Locator(".align-bar [data-command='alignTop']").ClickAsync();
        await Expect(editor.Node("result")).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("translate: ?720px 0px"));
        await editor.PressAsync("Control+z");
        await Expect(editor.Node("result")).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("translate: ?720px 200px"));

        await editor.Node("prompt").Locator(".node-title").ClickAsync(RightClick);
        await commands.MenuEntry("alignLeft").ClickAsync();
        await Expect(editor.Node("result")).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("translate: ?0px 200px"));
    }

    [Test]
    public async Task A_title_is_written_in_its_place_by_F2_and_by_a_double_click()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var field = window.Page.Locator(".node-title-field");
        await editor.SelectAsync("prompt");

        await editor.PressAsync("F2");
        await Expect(field).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("Ask n/d");
        await editor.PressAsync("Enter");
        await Expect(editor.Titled("Ask n/d")).ToHaveCountAsync(1);

        await editor.Node("result").Locator(".node-title").DblClickAsync();
        await Expect(field).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("Other");
        await editor.PressAsync("Escape");
        await Expect(field).ToHaveCountAsync(0);
        await Expect(editor.Titled("Result")).ToHaveCountAsync(1);
        await editor.PressAsync("Control+z");
        await Expect(editor.Titled("Prompt")).ToHaveCountAsync(1);
    }
}
