using System.Text.RegularExpressions;
using FlowBuilder.Core.Flows;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The form of a node's settings, field by field.</summary>
[CancelAfter(90_000)]
public sealed partial class FormTests
{
    private const string Everything = """
        {
          "format": "flowbuilder/1", "name": "Everything",
          "nodes": [
            { "id": "number", "type": "input.number", "version": 1, "title": "Number", "position": { "x": 0, "y": 0 }, "settings": { "name": "number" } },
            { "id": "choice", "type": "input.choice", "version": 1, "title": "Choice", "position": { "x": 0, "y": 200 }, "settings": { "name": "choice", "choices": ["red"] } },
            { "id": "file", "type": "input.file", "version": 1, "title": "File", "position": { "x": 0, "y": 400 }, "settings": { "name": "file" } },
            { "id": "json", "type": "input.json", "version": 1, "title": "JSON", "position": { "x": 360, "y": 400 }, "settings": { "name": "json" } },
            { "id": "http", "type": "tool.http", "version": 1, "title": "Request", "position": { "x": 360, "y": 0 }, "settings": { "url": "https://example.org" } },
            { "id": "question", "type": "input.text", "version": 1, "title": "Question", "position": { "x": 360, "y": 220 }, "settings": { "name": "question" } },
            { "id": "model", "type": "model.chat", "version": 1, "title": "Model", "position": { "x": 720, "y": 0 }, "settings": { "temperature": 0.5 } }
          ],
          "edges": []
        }
        """;

    [Test]
    public async Task A_number_is_slid_typed_counted_by_arrow_keys_and_put_back_to_its_default()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window, "model");
        var number = window.Page.Locator("#setting-temperature");
        var slider = window.Page.Locator("[data-field='temperature'] input[type='range']");

        await slider.FillAsync("1.2");
        await SettingIsAsync(window, "model", "temperature", "1.2");
        await Expect(number).ToHaveValueAsync("1.2");
        await number.FillAsync("0.70");
        await SettingIsAsync(window, "model", "temperature", "0.7");
        await Expect(number).ToHaveValueAsync("0.70");
        await number.PressAsync("ArrowUp");
        await SettingIsAsync(window, "model", "temperature", "0.75");

        await number.FillAsync("3");
        await Expect(Problem(window, "temperature")).ToContainTextAsync("between 0 and 2");
        await Expect(number).ToHaveAttributeAsync("aria-invalid", "true");
        await number.FillAsync("1,5");
        await Expect(Problem(window, "temperature")).ToHaveTextAsync("");
        await SettingIsAsync(window, "model", "temperature", "1.5");

        await window.Page.Locator("[data-field='temperature'] [data-action='reset']").ClickAsync();
        await SettingIsAsync(window, "model", "temperature", null);
        await Expect(number).ToHaveValueAsync("");
        await Expect(window.Page.Locator("[data-field='temperature'] [data-action='reset']")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_choice_shows_and_hides_what_depends_on_it_at_once()
    {
        await using var window = await Window.OpenAsync();
        await OpenAsync(window, "http");
        await Expect(window.Page.Locator("[data-field='body']")).ToHaveCountAsync(0);

        await window.Page.Locator("#setting-method").SelectOptionAsync("post");
        await Expect(window.Page.Locator("[data-field='body']")).ToBeVisibleAsync();
        await window.Page.Locator("#setting-method").SelectOptionAsync("get");

        await Expect(window.Page.Locator("[data-field='body']")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_list_and_pairs_keep_their_rows_and_leave_empty_ones_out()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window, "choice");
        var list = window.Page.Locator("[data-field='choices']");

        await list.Locator("[data-action='add-row']").ClickAsync();
        await list.Locator("input").Nth(1).FillAsync("green");
        await SettingIsAsync(window, "choice", "choices", """["red","green"]""");
        await list.Locator("[data-action='add-row']").ClickAsync();
        await Expect(list.Locator("input")).ToHaveCountAsync(3);
        await list.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Remove row 1" }).ClickAsync();
        await SettingIsAsync(window, "choice", "choices", """["green"]""");
        await Expect(list.Locator("input").First).ToHaveValueAsync("green");

        await editor.SelectAsync("http");
        var pairs = window.Page.Locator("[data-field='headers']");
        await pairs.Locator("[data-action='add-row']").ClickAsync();
        await pairs.Locator("input").Nth(0).FillAsync("Accept");
        await pairs.Locator("input").Nth(1).FillAsync("text/plain");
        await SettingIsAsync(window, "http", "headers", """[{"name":"Accept","value":"text/plain"}]""");
    }

    [Test]
    public async Task JSON_stays_as_it_is_typed_and_a_fault_in_it_is_shown_where_it_is()
    {
        await using var window = await Window.OpenAsync();
        await OpenAsync(window, "json");
        var field = window.Page.Locator("#setting-example");

        await field.FillAsync("{ \"a\":  1,\n  \"값\": x }");
        await Expect(Problem(window, "example")).ToContainTextAsync("line 2, position 8");
        await Expect(window.Page.Locator(".ink mark.wrong")).ToHaveTextAsync("x");
        await field.FillAsync("{ \"a\":  1 }");
        await SettingIsAsync(window, "json", "example", """{"a":1}""");

        await Expect(Problem(window, "example")).ToHaveTextAsync("");
        await Expect(field).ToHaveValueAsync("{ \"a\":  1 }");
    }

    [Test]
    public async Task A_file_is_kept_in_the_flow_and_taken_out_again()
    {
        await using var window = await Window.OpenAsync();
        await OpenAsync(window, "file");
        var field = window.Page.Locator(".file-drop");

        await window.Page.Locator("#setting-default").PickAsync(FilePicking.TextFile("메모.txt", "안녕"));
        await Expect(field.Locator(".name")).ToHaveTextAsync("메모.txt");
        await Expect(field).ToContainTextAsync("안녕");
        await field.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Remove 메모.txt" }).ClickAsync();

        await SettingIsAsync(window, "file", "default", null);
        await Expect(field).ToContainTextAsync("No file yet");
    }

    [Test]
    public async Task Advanced_settings_are_folded_and_say_that_something_in_them_was_changed()
    {
        await using var window = await Window.OpenAsync();
        await OpenAsync(window, "model");
        await Expect(window.Page.Locator("#setting-maxTokens")).ToBeHiddenAsync();
        await Expect(window.Page.Locator("[data-changed]")).ToHaveCountAsync(0);

        await window.Page.Locator("details.advanced summary").ClickAsync();
        await window.Page.Locator("#setting-maxTokens").FillAsync("100");
        await window.Page.Locator("#policy-retries").FillAsync("2");

        await Expect(window.Page.Locator("[data-changed]")).ToHaveAttributeAsync("data-changed", "2");
    }

    [Test]
    public async Task A_setting_is_fed_by_a_wire_that_the_form_names()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window, "model");
        var promote = window.Page.Locator("[data-field='system'] [data-action='promote']");

        await promote.ClickAsync();
        await Expect(promote).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(editor.Input("model.system")).ToBeVisibleAsync();
        await editor.ConnectAsync("question.text", "model.system");
        await editor.SelectAsync("model");

        await Expect(window.Page.Locator("[data-field='system'] .from-wire")).ToContainTextAsync("Comes from Question");
        await window.Page.Locator("[data-field='system'] .from-wire button").ClickAsync();
        await Expect(editor.Node("question")).ToContainClassAsync("selected");
    }

    [Test]
    public async Task What_the_flow_as_a_whole_says_of_a_setting_stands_at_the_setting()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window, "question");

        await editor.Setting("name").FillAsync("number");
        await Expect(Problem(window, "name")).ToContainTextAsync("Two inputs of the flow");
        await editor.Setting("name").FillAsync("");
        await Expect(Problem(window, "name")).ToContainTextAsync("is empty");
        await editor.Setting("name").FillAsync("question");

        await Expect(Problem(window, "name")).ToHaveTextAsync("");
    }

    [Test]
    public async Task Typing_without_a_pause_is_one_edit()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window, "question");
        await editor.Setting("name").FillAsync("");
        await Expect(Problem(window, "name")).ToContainTextAsync("is empty");

        await editor.Setting("name").PressSequentiallyAsync("customer", new LocatorPressSequentiallyOptions { Delay = 10 });
        await SettingIsAsync(window, "question", "name", "\"customer\"");
        await window.Page.Locator(".tools button").First.ClickAsync();

        // The emptying before it counts to the same step where no second passed between them; a key of its own never does.
        await Expect(editor.Setting("name")).ToHaveValueAsync(new Regex("^(question)?$"));
    }

    [Test]
    public async Task Every_field_of_every_node_has_a_name_and_an_explanation()
    {
        await using var window = await Window.OpenAsync();
        var editor = await OpenAsync(window, "model");

        foreach (var node in new[] { "model", "http", "json", "file", "choice", "number" })
        {
            await editor.SelectAsync(node);
            await window.Page.Locator("details.advanced summary").ClickAsync();
            var nameless = await window.Page.Locator("#side-body").EvaluateAsync<string[]>("""
                body => [...body.querySelectorAll('input, select, textarea')]
                  .filter(field => !field.labels?.length && !field.ariaLabel && !field.getAttribute('aria-labelledby')
                    || (field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean).some(id => !document.getElementById(id)))
                  .map(field => field.outerHTML)
                """);
            Assert.That(nameless, Is.Empty, node);
        }
    }

    private static async Task<EditorPage> OpenAsync(Window window, string node)
    {
        var editor = await window.OpenFlowAsync(Everything);
        await editor.SelectAsync(node);
        return editor;
    }

    private static ILocator Problem(Window window, string field) => window.Page.Locator($"#setting-{field}-problem");

    // The stored flow says what the setting is; the page says when it is stored.
    private static async Task SettingIsAsync(Window window, string node, string setting, string? expected)
    {
        var store = Stage.Program.Services.GetRequiredService<IFlowStore>();
        string? found = null;
        for (var look = 0; look < 100; look++)
        {
            await Expect(window.Page.Locator("[data-save-state]")).ToHaveAttributeAsync("data-save-state", "Saved");
            var flow = (await store.FindAsync(new Uri(window.Page.Url).Segments[^1], CancellationToken.None))!.Flow;
            found = flow.Find(new NodeId(node))!.Settings.TryGet(setting, out var value) ? White().Replace(value.GetRawText(), "") : null;
            if (found == expected) return;
            await window.Page.WaitForTimeoutAsync(100);
        }

        Assert.That(found, Is.EqualTo(expected));
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex White();
}
