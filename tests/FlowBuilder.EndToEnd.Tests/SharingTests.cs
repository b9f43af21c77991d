using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Flows as files: compared, drawn, bundled, and looked at before they are stored.</summary>
[CancelAfter(60_000)]
public sealed class SharingTests
{
    [Test]
    public async Task An_open_flow_is_compared_with_a_file_word_by_word_and_leads_to_the_node()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var old = Flows.Wired.Replace("\"title\": \"Prompt\"", "\"title\": \"Older title\"", StringComparison.Ordinal);

        await ChooseAsync(window, "compareFile");
        await window.Page.Locator("[data-compare-file]").PickAsync(FilePicking.TextFile("old.json", old, "application/json"));
        var node = window.Page.Locator("[data-node-change='prompt']");
        await Expect(node.Locator("[data-path='title'] del")).ToContainTextAsync("Older title");
        await node.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(editor.Node("prompt")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("selected"));
        await Expect(window.Page.Locator("[data-compare]")).ToHaveCountAsync(0);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_picture_of_the_flow_is_seen_and_saved_as_PNG_and_SVG()
    {
        await using var window = await Window.OpenAsync();
        await window.OpenFlowAsync(Flows.Wired);

        await ChooseAsync(window, "savePicture");
        var image = window.Page.Locator(".picture-frame img");
        await Expect(image).ToHaveJSPropertyAsync("complete", true);
        await window.Page.WaitForFunctionAsync("() => document.querySelector('.picture-frame img').naturalWidth > 0");
        await window.Page.Locator("[data-theme-choice='Dark']").ClickAsync();
        await Expect(window.Page.Locator("[data-picture-theme='Dark']")).ToBeAttachedAsync();
        var png = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.Locator("[data-save='png']").ClickAsync());
        var svg = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.Locator("[data-save='svg']").ClickAsync());

        Assert.That((await File.ReadAllBytesAsync(await png.PathAsync())).Take(4), Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47 }));
        Assert.That(await File.ReadAllTextAsync(await svg.PathAsync()), Does.StartWith("<svg").And.Contain("#11151c"));
        Assert.That(png.SuggestedFilename, Does.EndWith(".png"));
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_flow_says_what_it_will_do_before_it_is_stored_and_takes_another_connection()
    {
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();
        const string Caller = """
            {"format":"flowbuilder/1","name":"Calls out","description":"Asks a service, then a model.","nodes":[
              {"id":"ask","type":"tool.http","version":1,"title":"Ask the service","position":{"x":0,"y":0},"settings":{"url":"https://api.example.com/v1/ask"}},
              {"id":"model","type":"model.chat","version":1,"position":{"x":300,"y":0},"settings":{"connection":"not-here","model":"their-model"}}],
             "edges":[{"from":"ask.text","to":"model.prompt"}]}
            """;

        await home.DropAsync(("caller.json", Caller));
        var preview = home.Dialog;
        await Expect(preview.Locator("[data-fact='hosts']")).ToContainTextAsync("api.example.com");
        await Expect(preview.Locator("[data-fact='side-effects']")).ToContainTextAsync("Ask the service");
        await Expect(preview.Locator("[data-fact='harmless']")).ToHaveCountAsync(0);
        await preview.Locator("[data-missing='not-here'] select").SelectOptionAsync("offline");
        await preview.Locator("[data-import-now]").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(Window.FlowAddress);
        var stored = await FileAsync(window.Page.Url.Split('/')[^1]);
        var settings = stored["nodes"]![1]!["settings"];
        Assert.That((string?)settings?["connection"], Is.EqualTo("offline").Or.Null, "the built-in one, which is the default");
        Assert.That(settings?["model"], Is.Null, "a model of the other provider is not taken along");
    }

    [Test]
    public async Task A_flow_that_needs_a_knowledge_base_takes_another_or_gets_one_made()
    {
        await using var window = await Window.OpenAsync();
        using var client = new HttpClient { BaseAddress = Stage.Program.Address };
        using var made = await client.PostAsJsonAsync("api/v1/knowledge", new { id = "my-papers", name = "My papers" });
        var home = await window.OpenHomeAsync();
        const string Searcher = """
            {"format":"flowbuilder/1","name":"Searches","nodes":[
              {"id":"rules","type":"knowledge.search","version":1,"position":{"x":0,"y":0},"settings":{"knowledge":"their-rules"}},
              {"id":"papers","type":"knowledge.search","version":1,"position":{"x":300,"y":0},"settings":{"knowledge":"their-papers"}}],
             "edges":[]}
            """;

        await home.DropAsync(("searcher.json", Searcher));
        await home.Dialog.Locator("[data-missing-knowledge='their-papers'] select").SelectOptionAsync("my-papers");
        await home.Dialog.Locator("[data-missing-knowledge='their-rules'] select").SelectOptionAsync("/make");
        await home.Dialog.Locator("[data-import-now]").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(Window.FlowAddress);
        var stored = await FileAsync(window.Page.Url.Split('/')[^1]);
        using var rules = await client.GetAsync("api/v1/knowledge/their-rules");
        Assert.That((string?)stored["nodes"]![0]!["settings"]!["knowledge"], Is.EqualTo("their-rules"));
        Assert.That((string?)stored["nodes"]![1]!["settings"]!["knowledge"], Is.EqualTo("my-papers"));
        Assert.That((int)rules.StatusCode, Is.EqualTo(200));
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_harmless_flow_is_one_click_away_and_nothing_is_stored_before_it()
    {
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();
        var file = JsonNode.Parse(Flows.Wired)!;
        file["name"] = "Not wanted after all";

        await home.PasteAsync(file.ToJsonString());
        await Expect(home.Dialog.Locator("[data-fact='harmless']")).ToBeVisibleAsync();
        await Expect(home.Dialog.Locator("[data-import-now]")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Escape");

        await Expect(home.Dialog).ToHaveCountAsync(0);
        await Expect(home.Flow("Not wanted after all")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_bundle_taken_from_the_menu_of_a_flow_comes_back_by_the_file_field()
    {
        var file = JsonNode.Parse(Flows.Wired)!;
        file["name"] = "Bundled away";
        await Stage.Program.StoreAsync(file.ToJsonString());
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();

        var download = await window.Page.RunAndWaitForDownloadAsync(() => home.ChooseAsync("Bundled away", "download-bundle"));
        var path = await download.PathAsync();
        using (var zip = await ZipFile.OpenReadAsync(path)) Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EqualTo(new[] { "manifest.json", "flows/1.json" }));
        Assert.That(download.SuggestedFilename, Is.EqualTo("Bundled-away.flow.zip"));
        await window.Page.Locator("[data-import]").PickAsync(new FilePayload { Name = download.SuggestedFilename, MimeType = "application/zip", Buffer = await File.ReadAllBytesAsync(path) });
        await home.Dialog.Locator("[data-import-now]").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(Window.FlowAddress);
        await Expect(window.Page).ToHaveTitleAsync("Bundled away · FlowBuilder");
    }

    private static async Task ChooseAsync(Window window, string command)
    {
        await window.Page.Locator("[data-flow-menu] > span > button").ClickAsync();
        await window.Page.Locator($".menu [data-command='{command}']").ClickAsync();
    }

    private static async Task<JsonNode> FileAsync(string id)
    {
        using var client = new HttpClient { BaseAddress = Stage.Program.Address };
        return JsonNode.Parse(await client.GetStringAsync($"api/v1/flows/{id}"))!;
    }
}
