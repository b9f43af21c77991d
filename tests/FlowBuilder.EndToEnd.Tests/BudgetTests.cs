using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>A flow's budget: set in the editor, compared with what a run is likely to use, and where it stops a run.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BudgetTests
{
    [Test]
    public async Task A_budget_that_a_run_may_exceed_is_told_before_and_stops_it_with_a_way_to_change_it()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.DemoModel);

        await window.Page.Locator("[data-flow-menu] > span > button").ClickAsync();
        await window.Page.Locator("[data-command='flowBudget']").ClickAsync();
        var tokens = window.Page.Locator("[data-budget='flow'] [data-field='tokens'] input");
        await tokens.FillAsync("1");
        await tokens.BlurAsync();
        await window.Page.Locator("[data-action='budget-done']").ClickAsync();
        await Expect(window.Page.Locator("[data-estimate-over='flow']")).ToContainTextAsync("the run would stop there");

        await editor.RunButton.ClickAsync();

        await Expect(window.Page.Locator("[data-budget-scope='Flow']")).ToBeVisibleAsync();
        Assert.That(window.Complaints, Is.Empty);
    }
}
