using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Tidying, bypassing, and making a sub-flow of a selection, by button and by key.</summary>
[CancelAfter(60_000)]
public sealed class GraphTests
{
    private static readonly string Heap = Flows.Wired
        .Replace("\"x\": 360, \"y\": 0", "\"x\": 40, \"y\": 30", StringComparison.Ordinal)
        .Replace("\"x\": 720, \"y\": 0", "\"x\": -60, \"y\": 60", StringComparison.Ordinal);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Tidy_puts_a_heap_of_nodes_in_a_row_and_one_undo_takes_it_back(bool byKey)
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Heap);
        var before = await editor.PlaceOfAsync("prompt");

        if (byKey) await editor.PressAsync("Shift+T");
        else await window.Page.Locator(".tools [data-command='tidy']").First.ClickAsync();

        await window.Page.WaitForFunctionAsync("""
            () => {
              const boxes = ['question', 'prompt', 'result'].map(id => document.querySelector(`.canvas .node[data-id="${id}"]`).getBoundingClientRect());
              return boxes[0].right < boxes[1].left && boxes[1].right < boxes[2].left;
            }
            """);
        await editor.PressAsync("Control+z");
        await Expect(editor.Node("prompt")).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex(System.Text.RegularExpressions.Regex.Escape(before)));
    }

    [Test]
    public async Task A_bypassed_node_says_so_and_a_run_goes_through_it()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.SelectAsync("prompt");

        await editor.PressAsync("b");

        await Expect(editor.Node("prompt")).ToContainTextAsync("Bypassed");
        await Expect(editor.Node("prompt")).ToContainClassAsync("bypassed");
        await editor.IsSavedAsync();
        await editor.ReloadAsync();
        await Expect(editor.Node("prompt")).ToContainTextAsync("Bypassed");

        await window.Page.Locator("#tab-Run").ClickAsync();
        await editor.RunInput("question").FillAsync("As it is");
        await editor.RunInput("question").BlurAsync();
        await editor.RunToItsEndAsync();
        await Expect(editor.Results.First).ToContainTextAsync("As it is");
        await Expect(editor.Results.First).Not.ToContainTextAsync("Say");
    }

    [Test]
    public async Task A_selection_becomes_a_sub_flow_and_comes_back_by_key()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.TwoPrompts);
        await editor.PressAsync("Control+a");

        await editor.PressAsync("Control+g");
        await Expect(editor.Nodes).ToHaveCountAsync(1);
        await Expect(editor.Titled("Sub-flow")).ToBeVisibleAsync();

        await editor.PressAsync("Control+Shift+G");
        await Expect(editor.Nodes).ToHaveCountAsync(2);
        await Expect(editor.Wire("first.text", "second.text")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task A_selection_becomes_a_sub_flow_by_button_and_its_panel_shows_and_unpacks_it()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.PressAsync("Control+a");

        await window.Page.Locator(".align-bar [data-command='makeSubFlow']").ClickAsync();
        await Expect(editor.Wire("question.text", "sub-flow.question")).ToHaveCountAsync(1);
        await Expect(editor.Wire("sub-flow.prompt", "result.value")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("#side-body .sub-flow svg rect").First).ToBeAttachedAsync();

        await window.Page.Locator("#side-body [data-command='unpack']").ClickAsync();
        await Expect(editor.Wire("question.text", "prompt.text")).ToHaveCountAsync(1);
        await Expect(editor.Wire("prompt.text", "result.value")).ToHaveCountAsync(1);
        await Expect(editor.Nodes).ToHaveCountAsync(3);
    }

    [Test]
    public async Task A_node_that_runs_a_stored_flow_leads_to_it_by_its_menu_and_by_its_settings()
    {
        await using var window = await Window.OpenAsync();
        var called = await Stage.Program.StoreAsync(Flows.Wired);
        var editor = await window.OpenFlowAsync(Flows.Calling(called));
        await editor.SelectAsync("call");
        await Expect(window.Page.Locator("#side-body a[data-command='openFlow']")).ToHaveAttributeAsync("href", $"/flows/{called}");

        await editor.Node("call").ClickAsync(new() { Button = Microsoft.Playwright.MouseButton.Right });
        await window.Page.Locator(".context-menu [data-command='openFlow']").ClickAsync();

        await window.Page.WaitForURLAsync($"**/flows/{called}");
        await Expect(editor.Node("prompt")).ToBeVisibleAsync();
    }
}
