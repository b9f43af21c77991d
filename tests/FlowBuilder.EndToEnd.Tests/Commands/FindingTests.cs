using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Commands;

/// <summary>Finding commands, nodes and shortcuts.</summary>
[CancelAfter(60_000)]
public sealed class FindingTests
{
    [Test]
    public async Task Everything_is_found_and_done_from_one_field()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var commands = new CommandPage(window.Page);

        await editor.PressAsync("Control+k");
        await commands.ChooseAsync(commands.Everything, "result");
        await Expect(editor.Node("result")).ToContainClassAsync("selected");

        await editor.PressAsync("Control+k");
        await commands.ChooseAsync(commands.Everything, "모두 선택");
        await Expect(commands.Selected).ToHaveCountAsync(3);

        await editor.PressAsync("Control+k");
        await commands.ChooseAsync(commands.Everything, "number input");
        await Expect(editor.Nodes).ToHaveCountAsync(4);
    }

    [Test]
    public async Task Another_flow_is_opened_from_the_search_of_everything()
    {
        await using var window = await Window.OpenAsync();
        var other = await Stage.Program.StoreAsync(Flows.TwoPrompts.Replace("Two prompts", "Zebra crossing", StringComparison.Ordinal));
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var commands = new CommandPage(window.Page);

        await editor.PressAsync("Control+k");
        await commands.ChooseAsync(commands.Everything, "zebra");

        await Expect(editor.Node("first")).ToHaveCountAsync(1);
        Assert.That(window.Page.Url, Does.EndWith(other));
    }

    [Test]
    public async Task Nodes_are_found_by_the_text_of_their_settings_and_Enter_goes_through_them()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.TwoPrompts);
        var commands = new CommandPage(window.Page);

        await editor.PressAsync("Control+f");
        await Expect(window.Page.Locator(".find-bar input")).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("sing");
        await Expect(commands.FindCount).ToHaveTextAsync("1 of 1");
        await Expect(editor.Node("second")).ToContainClassAsync("selected");

        await window.Page.Locator(".find-bar input").FillAsync("prompt");
        await Expect(commands.FindCount).ToHaveTextAsync("1 of 2");
        await Expect(editor.Node("first")).ToContainClassAsync("selected");
        await editor.PressAsync("Enter");
        await Expect(commands.FindCount).ToHaveTextAsync("2 of 2");
        await Expect(editor.Node("second")).ToContainClassAsync("selected");
        await editor.PressAsync("ArrowDown");
        await Expect(commands.FindCount).ToHaveTextAsync("1 of 2");
        await editor.PressAsync("Escape");
        await Expect(commands.FindCount).ToHaveCountAsync(0);
        await Expect(editor.Node("first")).ToContainClassAsync("selected");
    }

    [Test]
    public async Task The_sheet_shows_the_shortcuts_in_the_language_of_the_page()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var commands = new CommandPage(window.Page);

        await editor.PressAsync("?");
        await Expect(window.Page.Locator("dialog[open] .sheet")).ToBeVisibleAsync();

        await Expect(commands.Sheet.Locator("[data-shortcut='duplicate']")).ToContainTextAsync("복제");
        await Expect(commands.Sheet.Locator("[data-shortcut='duplicate'] kbd")).ToHaveTextAsync(["Ctrl", "D"]);
        await editor.PressAsync("Escape");
        await Expect(commands.Sheet).ToHaveCountAsync(0);
    }
}
