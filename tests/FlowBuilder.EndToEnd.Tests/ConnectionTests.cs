using System.Text.RegularExpressions;
using FlowBuilder.EndToEnd.Tests.Support;
using FlowBuilder.Testing.Fakes.OpenAi;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Connections made, chosen, changed and removed where one needs them.</summary>
[CancelAfter(90_000)]
public sealed class ConnectionTests
{
    [Test]
    public async Task A_connection_is_made_in_place_and_its_models_are_offered_searched_and_asked_for_again()
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        server.Models = ["alpha-large", "alpha-small", "beta"];
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.NumberAndModel);
        await editor.SelectAsync("model");

        await window.Page.Locator("[data-field='connection'] [data-action='connect']").ClickAsync();
        await ConnectAsync(window, server, "inplace");
        await Expect(editor.Setting("connection")).ToHaveValueAsync("inplace");

        var model = editor.Setting("model");
        await Expect(model).ToHaveAttributeAsync("placeholder", new Regex("alpha-large"));
        await model.ClickAsync();
        await Expect(Options(window)).ToHaveCountAsync(3);
        await model.PressSequentiallyAsync("sma");
        await Expect(Options(window)).ToHaveTextAsync(["alpha-small"]);
        await editor.PressAsync("ArrowDown");
        await editor.PressAsync("Enter");
        await Expect(model).ToHaveValueAsync("alpha-small");
        await Expect(editor.Node("model").Locator(".node-facts")).ToContainTextAsync("alpha-small");

        server.Models = ["alpha-large", "gamma"];
        await window.Page.Locator("[data-action='refresh-models']").ClickAsync();
        await model.ClickAsync();
        await Expect(Options(window).Filter(new LocatorFilterOptions { HasText = "gamma" })).ToHaveCountAsync(1);
        await model.FillAsync("typed-by-hand");
        await Expect(editor.Node("model").Locator(".node-facts")).ToContainTextAsync("typed-by-hand");
        await Expect(window.Page.Locator("#setting-model-models")).ToContainTextAsync("not in the connection’s list");
    }

    [Test]
    public async Task A_wrong_key_and_a_wrong_address_are_explained_where_they_are_typed()
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        server.ApiKey = "sk-right";
        server.Models = ["alpha"];
        await using var window = await Window.OpenAsync();
        await window.OpenHomeAsync();
        await window.Page.Locator("[data-action='connect']").ClickAsync();
        await window.Page.Locator("[data-provider='openai-compatible']").ClickAsync();

        await window.Page.Locator("#connect-address").FillAsync("not an address");
        await Expect(window.Page.Locator("#connect-address-problem")).ToContainTextAsync("https://host/v1");
        await window.Page.Locator("#connect-name").FillAsync("Wrong Name");
        await Expect(window.Page.Locator("#connect-name-problem")).ToContainTextAsync("lower-case");
        await window.Page.Locator("#connect-address").FillAsync(server.BaseUrl.ToString());
        await Expect(window.Page.Locator("#connect-address-problem")).ToHaveTextAsync("");
        await window.Page.Locator("#connect-key").FillAsync("sk-wrong-canary");
        await window.Page.Locator("[data-action='test-connection']").ClickAsync();
        await Expect(window.Page.Locator("dialog .banner.bad")).ToBeVisibleAsync();

        Assert.That(await window.Page.Locator("dialog").TextContentAsync(), Does.Not.Contain("canary"));
        await window.Page.Locator("#connect-key").FillAsync("sk-right");
        await Expect(window.Page.Locator("dialog .banner.bad")).ToHaveCountAsync(0);
        await window.Page.Locator("[data-action='test-connection']").ClickAsync();
        await Expect(window.Page.Locator("dialog [data-models='1']")).ToContainTextAsync("alpha");
    }

    [Test]
    public async Task Connections_are_listed_edited_with_the_key_kept_and_deleted_after_a_question()
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        server.ApiKey = "sk-kept";
        server.Models = ["alpha", "beta"];
        await using var window = await Window.OpenAsync();
        await window.OpenHomeAsync();
        await window.Page.Locator("header [data-action='connections']").ClickAsync();
        await window.Page.Locator("[data-action='new-connection']").ClickAsync();
        await ConnectAsync(window, server, "listed", "sk-kept");

        var row = window.Page.Locator("[data-connection='listed']");
        await Expect(row).ToContainTextAsync("default alpha");
        await row.Locator("[data-action='edit']").ClickAsync();
        await Expect(window.Page.Locator("#connect-key")).ToHaveValueAsync("");
        await window.Page.Locator("[data-action='test-connection']").ClickAsync();
        await Expect(window.Page.Locator("dialog [data-models='2']")).ToBeVisibleAsync();
        await window.Page.Locator("#connect-model").FillAsync("beta");
        await window.Page.Locator("[data-action='save-connection']").ClickAsync();
        await Expect(row).ToContainTextAsync("default beta");

        await row.Locator("[data-action='edit']").ClickAsync();
        await window.Page.Locator("#connect-address").FillAsync("http://127.0.0.1:9/v1");
        await window.Page.Locator("#connect-model").FillAsync("beta");
        await window.Page.Locator("[data-action='save-connection']").ClickAsync();
        await Expect(window.Page.Locator("#connect-key-problem")).ToContainTextAsync("Paste the key again");
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Close" }).ClickAsync();

        await row.Locator("[data-action='delete']").ClickAsync();
        await row.Locator("[data-action='delete-sure']").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
    }

    private static async Task ConnectAsync(Window window, FakeOpenAiServer server, string name, string? key = null)
    {
        await window.Page.Locator("[data-provider='openai-compatible']").ClickAsync();
        await window.Page.Locator("#connect-address").FillAsync(server.BaseUrl.ToString());
        if (key is not null) await window.Page.Locator("#connect-key").FillAsync(key);
        await window.Page.Locator("#connect-name").FillAsync(name);
        await window.Page.Locator("[data-action='test-connection']").ClickAsync();
        await Expect(window.Page.Locator("dialog [data-models]")).ToBeVisibleAsync();
        await window.Page.Locator("[data-action='save-connection']").ClickAsync();
        await Expect(window.Page.Locator("#connect-address")).ToHaveCountAsync(0);
    }

    private static ILocator Options(Window window) => window.Page.Locator(".suggestions:popover-open [role='option']");
}
