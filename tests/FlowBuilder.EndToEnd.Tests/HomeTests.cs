using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The list of flows, and how flows come into it and go from it. Other tests store flows too: each here has names of its own.</summary>
[CancelAfter(60_000)]
public sealed class HomeTests
{
    [Test]
    public async Task Flows_are_found_by_search_and_by_tag_and_stay_so_on_the_way_back()
    {
        await StoreAsync("Quarterly numbers", "For the board", "figures-a", "figures-b");
        await StoreAsync("Yearly numbers", "For everyone", "figures-a");
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();

        await home.Tag("figures-a").ClickAsync();
        await Expect(home.FlowNames).ToHaveTextAsync(["Yearly numbers", "Quarterly numbers"]);
        await home.Order.SelectOptionAsync("Name");
        await Expect(home.FlowNames).ToHaveTextAsync(["Quarterly numbers", "Yearly numbers"]);
        await home.Search.FillAsync("board");
        await Expect(home.FlowNames).ToHaveTextAsync(["Quarterly numbers"]);
        await Expect(window.Page).ToHaveURLAsync(new Regex("board"));

        await home.Flow("Quarterly numbers").GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(Window.FlowAddress);
        await window.Page.GoBackAsync();
        await Expect(home.FlowNames).ToHaveTextAsync(["Quarterly numbers"]);
        await Expect(home.Search).ToHaveValueAsync("board");
        await Expect(home.Tag("figures-a")).ToHaveAttributeAsync("aria-pressed", "true");

        await home.Search.FillAsync("no such thing");
        await window.Page.Locator("[data-show-all]").ClickAsync();
        await Expect(home.Flow("Yearly numbers")).ToBeVisibleAsync();
        await Expect(home.Search).ToHaveValueAsync("");
    }

    [Test]
    public async Task Going_back_before_a_flow_has_opened_shows_the_list_again()
    {
        await StoreAsync("Left at once", "", "left-at-once");
        await using var window = await Window.OpenAsync();
        await window.Page.GotoAsync("/?tag=left-at-once");
        var home = await HomePage.ReadyAsync(window.Page);

        await home.Flow("Left at once").GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await window.Page.WaitForURLAsync(Window.FlowAddress, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
        await window.Page.GoBackAsync();

        await home.Search.FillAsync("nothing");
        await Expect(home.FlowNames).ToHaveCountAsync(0);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task Details_are_changed_on_the_card_and_in_a_window_that_has_the_flow_open()
    {
        var id = await StoreAsync("Before the change", "", "old-tag");
        await using var other = await Window.OpenAsync();
        await other.Page.GotoAsync($"/flows/{id}");
        var name = other.Page.Locator(".bar input").First;
        await Expect(name).ToHaveValueAsync("Before the change");
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();

        await home.ChooseAsync("Before the change", "details");
        await home.Dialog.Locator("#details-name").FillAsync("After the change");
        await home.Dialog.Locator("#details-description").FillAsync("Says what it does.");
        await home.Dialog.Locator("#details-tags").FillAsync("new-tag, #초안, new-tag");
        await home.Dialog.Locator("[data-action='save-details']").ClickAsync();

        var card = home.Flow("After the change");
        await Expect(card).ToContainTextAsync("Says what it does.");
        await Expect(card.Locator(".tag-btn")).ToHaveTextAsync(["new-tag", "초안"]);
        await Expect(name).ToHaveValueAsync("After the change");
        await Expect(other.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        Assert.That((await FileAsync(id))["tags"]!.AsArray().Select(tag => (string?)tag), Is.EqualTo(new[] { "new-tag", "초안" }));
    }

    [Test]
    public async Task A_flow_is_copied_deleted_brought_back_and_removed_for_good()
    {
        await StoreAsync("Short lived", "");
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();

        await home.ChooseAsync("Short lived", "duplicate");
        await Expect(home.Flow("Short lived")).ToHaveCountAsync(2);
        await home.ChooseAsync("Short lived (copy)", "delete");
        await Expect(home.Flow("Short lived")).ToHaveCountAsync(1);
        await home.Toasts.GetByRole(Microsoft.Playwright.AriaRole.Button).First.ClickAsync();
        await Expect(home.Flow("Short lived")).ToHaveCountAsync(2);
        await home.ChooseAsync("Short lived (copy)", "delete");
        await Expect(home.Flow("Short lived")).ToHaveCountAsync(1);

        await window.Page.Locator("[data-bin]").ClickAsync();
        var row = window.Page.Locator(".bin-row").Filter(new() { HasText = "Short lived (copy)" });
        await row.Locator("[data-action='restore']").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await window.Page.GotoAsync("/");
        await Expect(home.Flow("Short lived")).ToHaveCountAsync(2);

        await home.ChooseAsync("Short lived (copy)", "delete");
        await Expect(home.Flow("Short lived")).ToHaveCountAsync(1);
        await window.Page.Locator("[data-bin]").ClickAsync();
        await row.Locator("[data-action='purge']").ClickAsync();
        await window.Page.Locator("[data-action='confirm-purge']").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Bin");
        await Expect(row).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_dropped_file_and_a_pasted_flow_open_in_the_editor()
    {
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();

        await home.DropAsync(("mine.json", Named("Dropped here")));
        await home.ImportAsync();
        await Expect(window.Page).ToHaveURLAsync(Window.FlowAddress);
        await Expect(window.Page).ToHaveTitleAsync("Dropped here · FlowBuilder");

        home = await window.OpenHomeAsync();
        await home.PasteAsync(Named("Pasted here"));
        await home.ImportAsync();
        await Expect(window.Page).ToHaveURLAsync(Window.FlowAddress);
        await Expect(window.Page).ToHaveTitleAsync("Pasted here · FlowBuilder");
    }

    [Test]
    public async Task Of_many_files_the_good_are_imported_and_the_others_explained()
    {
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();
        var broken = Named("Broken").Replace("\"question.text\"", "\"nobody.text\"", StringComparison.Ordinal);

        await home.DropAsync(("one.json", Named("First of two")), ("two.json", Named("Second of two")), ("broken.json", broken), ("notes.txt", "Dear diary"));

        await Expect(home.Dialog.Locator("h2")).ToHaveTextAsync("2 of 4 files were imported");
        var outcomes = home.Dialog.Locator("[data-outcome]");
        await Expect(outcomes).ToHaveCountAsync(4);
        await Expect(home.Dialog.Locator("[data-outcome='refused']").First).ToContainTextAsync("broken.json");
        await Expect(home.Dialog.Locator("[data-outcome='refused']").First).ToContainTextAsync("nobody");
        await Expect(home.Dialog.Locator("[data-outcome='refused']").Last).ToContainTextAsync("notes.txt");
        await Expect(home.Flow("First of two")).ToBeAttachedAsync();
        await Expect(home.Flow("Broken")).ToHaveCountAsync(0);

        await outcomes.Filter(new() { HasText = "Second of two" }).GetByRole(AriaRole.Link, new() { Name = "Open Second of two" }).ClickAsync();
        await Expect(window.Page).ToHaveTitleAsync("Second of two · FlowBuilder");
    }

    [Test]
    public async Task A_summary_of_many_files_says_what_each_needs()
    {
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();

        await home.DropAsync(("needs.json", Flows.Asking("quick").Replace("\"fake\"", "\"far-away\"", StringComparison.Ordinal)), ("nothing.json", Named("Needs nothing")));

        var needs = home.Dialog.Locator("[data-outcome]").Filter(new() { HasText = "needs.json" });
        await Expect(needs.Locator("[data-fact='missing-connections']")).ToContainTextAsync("far-away");
        await Expect(home.Dialog.Locator("[data-outcome]").Filter(new() { HasText = "Needs nothing" }).Locator("[data-fact]")).ToHaveAttributeAsync("data-fact", "harmless");
        await home.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();
        await Expect(home.Dialog).ToHaveCountAsync(0);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_file_of_another_builder_is_named_as_such()
    {
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();

        await home.PasteAsync("""{ "name": "Simple", "data": { "nodes": [{ "id": "ChatInput-a1", "type": "genericNode", "data": { "type": "ChatInput", "node": { "template": {} } } }], "edges": [] }, "last_tested_version": "1.1.0" }""");

        await Expect(home.Dialog).ToContainTextAsync(new Regex("Langflow"));
    }

    [Test]
    public async Task A_flow_is_downloaded_as_the_file_that_the_api_gives()
    {
        var id = await StoreAsync("Taken home", "");
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();

        var download = await window.Page.RunAndWaitForDownloadAsync(() => home.ChooseAsync("Taken home", "download"));

        Assert.That(download.SuggestedFilename, Is.EqualTo("Taken-home.json"));
        Assert.That(await File.ReadAllTextAsync(await download.PathAsync()), Is.EqualTo(await TextAsync(id)));
    }

    private static string Named(string name, string description = "", params string[] tags)
    {
        var file = JsonNode.Parse(Flows.Wired)!;
        file["name"] = name;
        file["description"] = description;
        file["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]);
        return file.ToJsonString();
    }

    private static Task<string> StoreAsync(string name, string description, params string[] tags) =>
        Stage.Program.StoreAsync(Named(name, description, tags));

    private static async Task<string> TextAsync(string id)
    {
        using var client = new HttpClient { BaseAddress = Stage.Program.Address };
        return await client.GetStringAsync($"api/v1/flows/{id}");
    }

    private static async Task<JsonNode> FileAsync(string id) => JsonNode.Parse(await TextAsync(id))!;
}
