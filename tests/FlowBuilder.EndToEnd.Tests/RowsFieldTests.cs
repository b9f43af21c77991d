using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>A setting that is a list of rows with fields of their own: the branches of a switch.</summary>
[CancelAfter(90_000)]
public sealed class RowsFieldTests
{
    [Test]
    public async Task Rows_are_added_filled_in_moved_and_taken_out_and_the_card_has_an_output_for_each()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Switch);
        await editor.SelectAsync("switch");

        await window.Page.Locator("[data-action='add-row']").ClickAsync();
        await Expect(Row(window, 2)).ToBeFocusedAsync();
        await Expect(window.Page.Locator("#setting-rules-problem")).ToContainTextAsync("Row 3 has no name");
        await Field(window, 2, "name").FillAsync("sales");
        await Expect(editor.Output("switch.sales")).ToBeVisibleAsync();
        await Row(window, 2).Locator("select").SelectOptionAsync("isEmpty");
        await Expect(Row(window, 2).Locator("[data-field='value']")).ToHaveCountAsync(0);

        await Row(window, 2).Locator("[data-action='row-up']").PressAsync("Enter");
        await Expect(Row(window, 1)).ToBeFocusedAsync();
        await Expect(Field(window, 1, "name")).ToHaveValueAsync("sales");
        await Expect(Field(window, 2, "name")).ToHaveValueAsync("support");

        await Row(window, 2).Locator("[data-action='row-remove']").ClickAsync();
        await Expect(editor.Output("switch.support")).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("#setting-rules-problem")).ToHaveTextAsync("");
        await editor.IsSavedAsync();
    }

    [Test]
    public async Task A_branch_that_is_renamed_keeps_its_wire()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Switch);
        await editor.SelectAsync("switch");

        await Field(window, 0, "name").FillAsync("money");

        await Expect(editor.Wire("switch.money", "result.value")).ToBeAttachedAsync();
    }

    private static ILocator Row(Window window, int index) => window.Page.Locator($".row-card[data-row='{index}']");

    private static ILocator Field(Window window, int index, string name) => window.Page.Locator($"#setting-rules-{index}-{name}[data-listens]");
}
