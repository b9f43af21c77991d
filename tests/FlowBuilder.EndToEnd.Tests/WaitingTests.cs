using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Runs that wait for a person, as they see them.</summary>
[CancelAfter(90_000)]
public sealed class WaitingTests
{
    [Test]
    public async Task A_run_that_waits_says_so_on_the_canvas_and_goes_on_when_one_decides_there()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Approval);
        var runs = new RunView(window.Page);

        await editor.RunButton.ClickAsync();
        await runs.IsAsync("waiting");
        await Expect(editor.Node("ask")).ToHaveAttributeAsync("data-status", "waiting");
        await Expect(runs.Said).ToContainTextAsync("waits for a decision");
        await runs.Action("decide").ClickAsync();
        await window.Page.Locator("dialog [data-question] textarea").FillAsync("Sign it");
        await window.Page.Locator("dialog [data-action='approve']").ClickAsync();

        await runs.IsAsync("completed");
        await Expect(window.Page.Locator("[data-result='sent']")).ToContainTextAsync("Dear Kim");
        await Expect(window.Page.Locator("[data-result='why']")).ToContainTextAsync("Sign it");
        await Expect(window.Page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task What_waits_is_on_its_page_and_leaves_it_for_everybody_when_one_has_answered()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Approval.Replace("\"Approval\"", "\"Approval of leave\"", StringComparison.Ordinal));
        await editor.RunButton.ClickAsync();
        await new RunView(window.Page).IsAsync("waiting");
        await using var other = await Window.OpenAsync("ko-KR");
        await other.Page.GotoAsync("/waiting");
        var card = other.Page.Locator("[data-waiting-run]").Filter(new() { HasText = "Approval of leave" });

        await Expect(card).ToContainTextAsync("May it go out?");
        await Expect(other.Page.Locator("[data-waiting]")).ToBeVisibleAsync();
        await card.Locator("[data-action='reject']").ClickAsync();

        await Expect(card).ToHaveCountAsync(0);
        await new RunView(window.Page).IsAsync("completed");
        await Expect(window.Page.Locator("[data-result='kept']")).ToContainTextAsync("Dear Kim");
    }
}
