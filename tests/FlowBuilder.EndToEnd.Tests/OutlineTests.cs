using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The flow as a list, worked at by keys and buttons alone.</summary>
[CancelAfter(120_000)]
public sealed class OutlineTests
{
    private const int MoreThanWasDone = 15;

    [Test]
    public async Task A_flow_is_built_wired_and_run_by_keyboard_alone_and_taken_back_to_nothing_and_done_again()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Empty);
        var page = window.Page;
        await page.Locator("[data-view-choice='outline']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var outline = await OutlinePage.ReadyAsync(page);

        await outline.Do("add").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await PickAsync("text input");
        await Expect(outline.Announcement).ToContainTextAsync("Text input added");
        await Expect(outline.Titled("Text input").Locator("[data-row]")).ToBeFocusedAsync();

        await AddAfterAsync("prompt");
        await Expect(outline.Titled("Prompt").Locator("[data-row]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("s");
        await Expect(editor.Setting("template")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("The shop opens at nine. Question: {{text}}");
        await page.Keyboard.PressAsync("Escape");
        await Expect(outline.Titled("Prompt").Locator("[data-row]")).ToBeFocusedAsync();
        await Expect(outline.Titled("Prompt").Locator("[data-wires-of='in:text']")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("c");
        await PickAsync("prompt");
        await Expect(outline.Announcement).ToContainTextAsync("connected to Prompt");
        await page.Keyboard.PressAsync("ArrowDown");

        await AddAfterAsync("chat model");
        await Expect(outline.Announcement).ToContainTextAsync("added and connected");
        await Expect(outline.Titled("Chat model").Locator("[data-row]")).ToBeFocusedAsync();
        await AddAfterAsync("text result");
        await Expect(outline.Titled("Text result").Locator("[data-row]")).ToBeFocusedAsync();
        Assert.That(await outline.TitlesAsync(), Is.EqualTo(new[] { "Text input", "Prompt", "Chat model", "Text result" }));

        await page.Locator("#tab-Run").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await editor.RunInput("text").FocusAsync();
        await page.Keyboard.TypeAsync("When does the shop open?");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(editor.RunFacts).ToHaveAttributeAsync("data-run-status", "completed");
        await Expect(editor.Results).ToContainTextAsync("opens at nine");
        await Expect(outline.Titled("Chat model").Locator(".outline-preview")).ToContainTextAsync("opens at nine");

        await editor.IsSavedAsync();
        var whole = await editor.FileAsync();
        await outline.Titled("Prompt").Locator("[data-row]").FocusAsync();
        for (var i = 0; i < MoreThanWasDone; i++) await page.Keyboard.PressAsync("Control+z");
        await Expect(outline.Items).ToHaveCountAsync(0);
        await Expect(outline.Undo).ToBeDisabledAsync();
        for (var i = 0; i < MoreThanWasDone; i++) await page.Keyboard.PressAsync("Control+Shift+z");
        await Expect(outline.Items).ToHaveCountAsync(4);
        await Expect(outline.Redo).ToBeDisabledAsync();
        await editor.IsSavedAsync();
        Assert.That(await editor.FileAsync(), Is.EqualTo(whole));

        async Task AddAfterAsync(string type)
        {
            await page.Keyboard.PressAsync("a");
            await PickAsync(type);
        }

        async Task PickAsync(string words)
        {
            await Expect(outline.PickField).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync(words);
            await page.Keyboard.PressAsync("Enter");
            await Expect(outline.PickField).ToHaveCountAsync(0);
        }
    }

    [Test]
    public async Task A_row_says_what_its_node_takes_from_and_where_it_goes_and_an_open_one_cuts_a_wire()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var outline = await OutlinePage.ShowAsync(window.Page);

        await Expect(outline.Item("prompt")).ToContainTextAsync("Question · text → text");
        await Expect(outline.Item("prompt")).ToContainTextAsync("to Result");
        await outline.OpenAsync("prompt");
        await outline.Item("prompt").GetByRole(AriaRole.Button, new() { Name = "Remove the wire: Question · text" }).ClickAsync();

        await Expect(editor.Wire("question.text", "prompt.text")).ToHaveCountAsync(0);
        await Expect(outline.Announcement).ToContainTextAsync("Wire removed");
        await outline.Undo.ClickAsync();
        await Expect(editor.Wire("question.text", "prompt.text")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Alt_and_an_arrow_move_a_node_past_one_that_it_has_no_wire_to_and_say_why_not_past_another()
    {
        await using var window = await Window.OpenAsync();
        await window.OpenFlowAsync(Flows.Unwired);
        var outline = await OutlinePage.ShowAsync(window.Page);

        await outline.Row("result").FocusAsync();
        await window.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(outline.Items.Nth(1)).ToHaveAttributeAsync("data-id", "result");
        await Expect(outline.Row("result")).ToBeFocusedAsync();
        await Expect(outline.Announcement).ToContainTextAsync("Result now comes before Prompt");

        await window.OpenFlowAsync(Flows.Wired);
        outline = await OutlinePage.ReadyAsync(window.Page);
        await outline.Row("result").FocusAsync();
        await window.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(window.Page.Locator(".toast")).ToContainTextAsync("keep their order");
        Assert.That(await outline.TitlesAsync(), Is.EqualTo(new[] { "Question", "Prompt", "Result" }));
    }

    [Test]
    public async Task A_node_is_renamed_put_before_another_and_deleted_by_keys()
    {
        await using var window = await Window.OpenAsync();
        await window.OpenFlowAsync(Flows.Unwired);
        var outline = await OutlinePage.ShowAsync(window.Page);
        var keyboard = window.Page.Keyboard;

        await outline.Row("prompt").FocusAsync();
        await keyboard.PressAsync("F2");
        await Expect(outline.Item("prompt").Locator("input")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Ask");
        await keyboard.PressAsync("Enter");
        await Expect(outline.Row("prompt")).ToHaveTextAsync("Ask");
        await Expect(outline.Row("prompt")).ToBeFocusedAsync();

        await keyboard.PressAsync("Shift+a");
        await Expect(outline.PickField).ToBeFocusedAsync();
        await keyboard.TypeAsync("chat input");
        await keyboard.PressAsync("Enter");
        await Expect(outline.Announcement).ToContainTextAsync("Chat input added and connected");

        await outline.Row("question").FocusAsync();
        await keyboard.PressAsync("Delete");
        await Expect(outline.Item("question")).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".toast")).ToContainTextAsync("Question deleted");
    }

    [Test]
    public async Task The_view_is_kept_in_the_browser()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await OutlinePage.ShowAsync(window.Page);

        await editor.ReloadAsync();
        await OutlinePage.ReadyAsync(window.Page);
        await window.Page.Locator("[data-view-choice='canvas']").ClickAsync();
        await Expect(editor.Node("prompt")).ToBeVisibleAsync();
        await editor.ReloadAsync();

        await Expect(editor.Node("prompt")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("main.outline")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Only_one_row_is_in_the_tab_order_and_arrows_go_from_row_to_row()
    {
        await using var window = await Window.OpenAsync();
        await window.OpenFlowAsync(Flows.Wired);
        var outline = await OutlinePage.ShowAsync(window.Page);
        var stops = window.Page.Locator("main.outline [data-row][tabindex='0']");

        await Expect(stops).ToHaveCountAsync(1);
        await stops.FocusAsync();
        await window.Page.Keyboard.PressAsync("End");
        await Expect(outline.Row("result")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(outline.Row("prompt")).ToBeFocusedAsync();
        await Expect(stops).ToHaveCountAsync(1);
    }
}
