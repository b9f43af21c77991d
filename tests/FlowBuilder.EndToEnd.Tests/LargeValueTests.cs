using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Values that would stop a page that took them whole.</summary>
[CancelAfter(90_000)]
public sealed class LargeValueTests
{
    private const int Letters = 5 * 1024 * 1024;
    private const int Rows = 10_000;

    [Test]
    public async Task A_text_of_five_megabytes_and_a_list_of_ten_thousand_rows_are_read_in_pieces()
    {
        var id = await Stage.Program.StoreAsync(RunFlows.Echo);
        await RunAsync(id);
        await using var window = await Window.OpenAsync();
        var page = window.Page;
        var runs = new RunView(page);

        await page.GotoAsync($"/flows/{id}");
        var editor = await EditorPage.ReadyAsync(page);
        var result = page.Locator("[data-result='result']");
        await Expect(result.Locator("[data-more]")).ToContainTextAsync("20,000 of 5,242,880");
        await result.Locator("[data-more] button").ClickAsync();
        await Expect(result.Locator("[data-more]")).ToContainTextAsync("40,000 of 5,242,880");
        Assert.That(await result.Locator(".result-text").EvaluateAsync<int>("element => element.textContent.length"), Is.InRange(40_000, 45_000));

        var list = page.Locator("[data-result='list']");
        await Expect(list.Locator("tbody tr")).ToHaveCountAsync(50);
        await list.Locator("[data-page='last']").ClickAsync();
        await Expect(list.Locator("tbody tr").Last).ToContainTextAsync("row 9999");
        await list.Locator("[data-show='tree']").ClickAsync();
        await Expect(list.Locator("[role='treeitem']")).ToHaveCountAsync(102);
        await Expect(list.Locator("[role='tree'][data-listens]")).ToHaveCountAsync(1);
        await list.Locator("[role='treeitem']").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(list.Locator("[role='treeitem'][aria-level='3']")).ToHaveCountAsync(2);

        await editor.SelectAsync("result");
        await runs.ShowTabAsync("Output");
        await Expect(runs.Given("value").Locator("[data-more]")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_large_value_is_downloaded_whole()
    {
        var id = await Stage.Program.StoreAsync(RunFlows.Echo);
        await RunAsync(id);
        await using var window = await Window.OpenAsync();
        await window.Page.GotoAsync($"/flows/{id}");
        await EditorPage.ReadyAsync(window.Page);

        var file = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.Locator("[data-result='result'] [data-action='download-value']").ClickAsync());

        await using var content = await file.CreateReadStreamAsync();
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        Assert.That((copy.Length, file.SuggestedFilename), Is.EqualTo(((long)Letters, "Result.txt")));
    }

    private static async Task RunAsync(string flowId)
    {
        var services = Stage.Program.Services;
        var stored = await services.GetRequiredService<IFlowStore>().FindAsync(flowId, CancellationToken.None);
        var host = services.GetRequiredService<RunHost>();
        var run = await host.StartAsync(
            new RunCommand(stored!.Flow)
            {
                FlowId = flowId,
                Inputs = new Dictionary<string, JsonElement>
                {
                    ["text"] = JsonSerializer.SerializeToElement(new string('x', Letters)),
                    ["rows"] = JsonSerializer.SerializeToElement(Enumerable.Range(0, Rows).Select(row => new { id = row, name = $"row {row}" })),
                },
            },
            CancellationToken.None);
        await host.WhenArchivedAsync(run.Id);
    }
}
