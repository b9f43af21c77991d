using System.Text.RegularExpressions;
using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>What a run is likely to use, as the editor says it before one runs.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EstimateTests
{
    [Test]
    public async Task The_editor_says_what_a_run_is_likely_to_use_and_learns_from_the_run()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.DemoModel);

        await Expect(window.Page.Locator("[data-estimate='Texts']")).ToHaveTextAsync("free");
        await Expect(window.Page.Locator("[data-estimate-flow]")).ToContainTextAsync(new Regex("^A run is likely to use about [0-9,]+ to [0-9,]+ tokens, free with the demo model[.] From the length of the texts"));
        await editor.RunToItsEndAsync();

        await Expect(window.Page.Locator("[data-estimate='Runs']")).ToBeVisibleAsync();
        await editor.SelectAsync("model");
        await Expect(window.Page.Locator("[data-estimate-node='model']")).ToContainTextAsync("From the last run of this node.");
        Assert.That(window.Complaints, Is.Empty);
    }
}
