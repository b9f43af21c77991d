using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The builder of JSON Schemas in the form of a chat model.</summary>
[CancelAfter(90_000)]
public sealed class SchemaBuilderTests
{
    [Test]
    public async Task A_schema_is_built_field_by_field_and_stands_behind_as_JSON()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window);
        await Expect(window.Page.Locator("#setting-schema-problem")).ToContainTextAsync("is empty");

        await AddAsync(window);
        await Name(window, 0).FillAsync("city");
        await Expect(Row(window, "city")).ToBeVisibleAsync();
        await Row(window, "city").GetByLabel("Description of city").FillAsync("Where it happened");
        await AddAsync(window);
        await Name(window, 1).FillAsync("mood");
        await Row(window, "mood").Locator("[data-schema-type]").SelectOptionAsync("Choice");
        await Row(window, "mood").Locator(".schema-values input").First.FillAsync("good");
        await Row(window, "mood").GetByRole(AriaRole.Checkbox).UncheckAsync();
        await Row(window, "mood").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Move mood up" }).ClickAsync();

        await Expect(Name(window, 0)).ToHaveValueAsync("mood");
        await JsonIsAsync(window, """
            {"type":"object","properties":{"mood":{"type":"string","enum":["good","option 2"]},"city":{"type":"string","description":"Where it happened"}},"required":["city"]}
            """);
        await Expect(window.Page.Locator("#setting-schema-problem")).ToHaveTextAsync("");
        await editor.IsSavedAsync();
    }

    [Test]
    public async Task What_the_form_does_not_know_survives_it()
    {
        await using var window = await Window.OpenAsync();
        await OpenAsync(window);
        await ShowJsonAsync(window);
        await Json(window).FillAsync("""{"type":"object","title":"T","properties":{"a":{"type":"string","pattern":"^x"},"b":{"anyOf":[{"type":"null"}]}}}""");

        await window.Page.Locator(".schema [data-value='form']").ClickAsync();
        await Expect(Row(window, "b")).ToContainTextAsync("edit it as JSON");
        await Name(window, 0).FillAsync("first");
        await Expect(Row(window, "first")).ToBeVisibleAsync();

        await JsonIsAsync(window, """{"type":"object","title":"T","properties":{"first":{"type":"string","pattern":"^x"},"b":{"anyOf":[{"type":"null"}]}}}""");
    }

    [Test]
    public async Task A_name_that_is_taken_is_refused_in_words()
    {
        await using var window = await Window.OpenAsync();
        await OpenAsync(window);
        await AddAsync(window);
        await Name(window, 0).FillAsync("a");
        await Expect(Row(window, "a")).ToBeVisibleAsync();
        await AddAsync(window);

        await Name(window, 1).FillAsync("a");
        await Expect(window.Page.Locator(".schema .problem").Last).ToContainTextAsync("There is a field “a” already");
        await Name(window, 1).FillAsync("b");

        await Expect(Row(window, "b")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".schema .problem").Last).ToHaveTextAsync("");
    }

    [Test]
    public async Task An_example_makes_the_schema_and_a_fault_in_it_is_explained()
    {
        await using var window = await Window.OpenAsync();
        await OpenAsync(window);
        await window.Page.Locator("[data-action='schema-example']").ClickAsync();
        var example = window.Page.Locator("dialog textarea");
        var make = window.Page.Locator("[data-action='make-schema']");

        await example.FillAsync("{ \"total\": }");
        await Expect(window.Page.Locator("dialog .problem").First).ToContainTextAsync("line 1");
        await Expect(make).ToBeDisabledAsync();
        await example.FillAsync("""{ "total": 12.5, "lines": [{ "name": "Tea", "count": 2 }] }""");
        await Expect(make).ToBeEnabledAsync();
        await make.ClickAsync();

        await Expect(window.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(Row(window, "lines").Locator("[data-schema-items]")).ToHaveValueAsync("Object");
        await Expect(Row(window, "lines").Locator("[data-schema-field='count'] [data-schema-type]")).ToHaveValueAsync("Integer");
        await Expect(Row(window, "total").Locator("[data-schema-type]")).ToHaveValueAsync("Number");
    }

    private static async Task<EditorPage> OpenAsync(Window window)
    {
        var editor = await window.OpenFlowAsync(Flows.Schema);
        await editor.SelectAsync("model");
        return editor;
    }

    private static ILocator Row(Window window, string field) => window.Page.Locator($"[data-schema-field='{field}']");

    private static ILocator Name(Window window, int row) => window.Page.Locator($"#setting-schema-field-{row}-name");

    private static ILocator Json(Window window) => window.Page.Locator("#setting-schema-json");

    private static async Task AddAsync(Window window)
    {
        var rows = await window.Page.Locator(".schema-row").CountAsync();
        await window.Page.Locator("[data-action='add-schema-field']").Last.ClickAsync();
        await Expect(window.Page.Locator(".schema-row")).ToHaveCountAsync(rows + 1);
    }

    private static Task ShowJsonAsync(Window window) => window.Page.Locator(".schema [data-value='json']").ClickAsync();

    private static async Task JsonIsAsync(Window window, string expected)
    {
        await ShowJsonAsync(window);
        await Expect(Json(window)).ToBeVisibleAsync();
        var text = await Json(window).InputValueAsync();
        Assert.That(System.Text.Json.JsonElement.Parse(text).GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal).Replace("\": ", "\":", StringComparison.Ordinal), Is.EqualTo(expected.Trim()));
    }
}
