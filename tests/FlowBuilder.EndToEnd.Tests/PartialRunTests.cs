using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Running a part of a flow, pinning outputs, showing earlier runs.</summary>
[CancelAfter(90_000)]
public sealed class PartialRunTests
{
    [Test]
    public async Task Running_one_node_leaves_what_the_others_gave_and_takes_from_above_only_what_has_changed()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Chain);
        var runs = new RunView(window.Page);
        await editor.RunToItsEndAsync();
        await Expect(runs.Order("result")).ToHaveTextAsync("Ran as number 44");
        await editor.SelectAsync("first");
        await editor.Setting("template").FillAsync("changed {{text}}");
        await Expect(editor.Node("first").Locator(".node-facts")).ToContainTextAsync("changed");

        await editor.SelectAsync("second");
        await runs.ChooseAsync("run-node");

        await Expect(runs.Output("second")).ToContainTextAsync("two changed hello");
        await Expect(runs.Output("result")).ToContainTextAsync("two one hello");
        await Expect(runs.Order("question")).ToHaveCountAsync(0);
        await Expect(runs.Order("first")).ToHaveCountAsync(1);
        await Expect(runs.Order("result")).ToHaveCountAsync(0);
        await runs.IsAsync("completed");
    }

    [Test]
    public async Task Running_from_a_node_by_key_runs_it_and_all_below_it_anew()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Chain);
        var runs = new RunView(window.Page);
        await editor.RunToItsEndAsync();
        await editor.SelectAsync("second");

        await editor.PressAsync("Control+Shift+Enter");

        await Expect(runs.Order("second")).ToContainTextAsync("1");
        await Expect(runs.Order("result")).ToContainTextAsync("2");
        await Expect(runs.Order("first")).ToHaveCountAsync(0);
        await Expect(runs.Output("first")).ToContainTextAsync("one hello");
    }

    [Test]
    public async Task The_toolbar_over_a_node_runs_that_node()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Chain);
        var runs = new RunView(window.Page);

        await editor.Node("first").Locator(".node-title").HoverAsync();
        await window.Page.Locator(".node-tools.shown [data-do='run']").ClickAsync();

        await Expect(editor.Node("first")).ToHaveAttributeAsync("data-status", "completed");
        await Expect(runs.Output("first")).ToContainTextAsync("one hello");
        await Expect(editor.Node("second")).ToHaveAttributeAsync("data-status", "pending");
    }

    [Test]
    public async Task A_node_that_ran_on_the_same_before_says_that_it_was_not_run_again()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Chain);
        await editor.RunToItsEndAsync();

        await editor.RunToItsEndAsync();

        await Expect(editor.Node("first").Locator(".node-foot")).ToContainTextAsync("unchanged, reused");
    }

    [Test]
    public async Task A_pinned_output_is_used_edited_shared_with_other_windows_and_given_up()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Chain);
        var runs = new RunView(window.Page);
        await editor.RunToItsEndAsync();
        await editor.SelectAsync("first");
        await runs.ShowTabAsync("Output");

        await runs.Action("pin").ClickAsync();
        await Expect(runs.PinMark("first")).ToHaveTextAsync("Pinned");
        await runs.Action("edit-pin").ClickAsync();
        await window.Page.Locator("#pin-value").FillAsync("tried");
        await runs.Action("save-pin").ClickAsync();
        await Expect(runs.PinnedValue("text")).ToContainTextAsync("tried");
        await editor.PressAsync("Control+Enter");
        await Expect(runs.Output("result")).ToContainTextAsync("two tried");

        await editor.ReloadAsync();
        await Expect(runs.PinMark("first")).ToHaveTextAsync("Pinned");
        await editor.SelectAsync("first");
        await runs.ShowTabAsync("Output");
        await runs.Action("unpin").ClickAsync();
        await Expect(runs.PinMark("first")).ToHaveCountAsync(0);
        await editor.PressAsync("Control+Enter");
        await Expect(runs.Output("result")).ToContainTextAsync("two one hello");
    }

    [Test]
    public async Task The_latest_run_is_there_after_a_reload_and_an_earlier_one_can_be_looked_at()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Chain);
        var runs = new RunView(window.Page);
        await editor.RunToItsEndAsync();
        await editor.RunInput("question").FillAsync("again");
        await editor.RunInput("question").BlurAsync();
        await editor.RunButton.ClickAsync();
        await Expect(runs.Output("result")).ToContainTextAsync("two one again");
        await Expect(runs.History).ToHaveCountAsync(2);

        await editor.ReloadAsync();
        await Expect(runs.Output("result")).ToContainTextAsync("two one again");
        await runs.History.Nth(1).ClickAsync();

        await Expect(runs.Output("result")).ToContainTextAsync("two one hello");
        await runs.Action("view-latest").ClickAsync();
        await Expect(runs.Output("result")).ToContainTextAsync("two one again");
    }
}
