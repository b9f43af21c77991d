using FlowBuilder.Core.Flows;
using FlowBuilder.EndToEnd.Tests.Support;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>What else happens to an editor: large pastes, texts that look like programs, another who saves, models that do not answer.</summary>
[CancelAfter(90_000)]
public sealed class RobustnessTests
{
    [TestCase(33_000)]
    [TestCase(1_000_000)]
    [Hazard("BAD-30")]
    public async Task A_large_paste_into_a_template_arrives_whole(int length)
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        await editor.SelectAsync("prompt");
        var text = "{{text}} " + new string('가', length - 9);

        await editor.Setting("template").EvaluateAsync(
            "(field, text) => { field.focus(); field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); field.blur(); }", text);

        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeEnabledAsync();
        await editor.IsSavedAsync();
        var stored = await Store.FindAsync(FlowId(window), CancellationToken.None);
        Assert.That(stored!.Flow.Find(new NodeId("prompt"))!.Settings["template"].GetString(), Is.EqualTo(text));
    }

    [Test]
    public async Task Composing_Korean_loses_no_letter_and_is_sent_when_it_is_whole()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        await editor.SelectAsync("prompt");
        var field = editor.Setting("template");
        await field.FillAsync("");
        await field.FocusAsync();

        var keyboard = await window.Page.Context.NewCDPSessionAsync(window.Page);
        foreach (var step in new[] { "ㅎ", "하", "한" })
            await keyboard.SendAsync("Input.imeSetComposition", new Dictionary<string, object> { ["text"] = step, ["selectionStart"] = 1, ["selectionEnd"] = 1 });
        await keyboard.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = "한" });
        await window.Page.Keyboard.InsertTextAsync("국어");
        await field.BlurAsync();

        await Expect(editor.Node("prompt").Locator(".node-facts")).ToContainTextAsync("한국어");
        Assert.That(await field.InputValueAsync(), Is.EqualTo("한국어"));
    }

    [Test]
    public async Task What_the_API_saves_while_a_flow_is_open_is_seen_at_once_beside_ones_own_edits()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        await editor.PaletteItem("model.chat").ClickAsync();
        await Expect(editor.Nodes).ToHaveCountAsync(4);
        await editor.IsSavedAsync();

        await Stage.Program.ReplaceAsync(FlowId(window), Flows.Wired.Replace("\"name\": \"Unwired\"", "\"name\": \"Theirs\"", StringComparison.Ordinal));

        await Expect(window.Page.Locator(".flow-name")).ToHaveValueAsync("Theirs");
        await Expect(editor.Wires).ToHaveCountAsync(2);
        await Expect(editor.Nodes).ToHaveCountAsync(3);
        await editor.IsSavedAsync();
    }

    [Test]
    public async Task A_flow_that_was_deleted_meanwhile_can_be_kept_as_a_copy()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        await Store.DeleteAsync(FlowId(window), CancellationToken.None);

        await editor.PaletteItem("model.chat").ClickAsync();
        await window.Page.Locator("[data-action='save-copy']").ClickAsync();

        await Expect(window.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(editor.Nodes).ToHaveCountAsync(4);
        await editor.IsSavedAsync();
    }

    [Test]
    [Hazard("SEC-54")]
    public async Task Texts_that_look_like_programs_are_shown_and_never_run()
    {
        const string evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await using var window = await Window.OpenAsync();
        var dialogs = 0;
        window.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        var editor = await window.OpenFlowAsync(Flows.Wired
            .Replace("\"name\": \"Unwired\"", $"\"name\": \"{evil}\"", StringComparison.Ordinal)
            .Replace("Say {{text}}", evil + "{{text}}", StringComparison.Ordinal)
            .Replace("\"title\": \"Prompt\"", $"\"title\": \"{evil}\"", StringComparison.Ordinal)
            .Replace("\"edges\":", $"\"notes\": [{{ \"id\": \"n\", \"text\": \"{evil} [x](javascript:alert(3))\", \"position\": {{ \"x\": 0, \"y\": 300 }}, \"size\": {{ \"width\": 240, \"height\": 100 }}, \"color\": \"yellow\" }}], \"edges\":", StringComparison.Ordinal));

        await editor.RunInput("question").FillAsync(evil);
        await editor.RunInput("question").BlurAsync();
        await editor.RunToItsEndAsync();

        await Expect(editor.Results.First).ToContainTextAsync("<script>");
        Assert.That(await window.Page.Locator("img, .editor script").CountAsync(), Is.Zero);
        Assert.That(dialogs, Is.Zero);
    }

    [Test]
    public async Task A_run_that_lacks_an_input_says_which()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);

        await editor.RunButton.ClickAsync();

        await Expect(editor.Toasts).ToContainTextAsync("question");
    }

    [Test]
    public async Task A_model_is_connected_after_its_server_answered_and_a_silent_one_is_explained()
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        server.Models = ["alpha", "beta"];
        await using var window = await Window.OpenAsync();
        await window.OpenHomeAsync();
        await window.Page.Locator("[data-action='connect']").ClickAsync();
        await window.Page.Locator("[data-provider='openai-compatible']").ClickAsync();

        await window.Page.Locator("#connect-address").FillAsync("http://127.0.0.1:9/v1");
        await window.Page.Locator("[data-action='test-connection']").ClickAsync();
        await Expect(window.Page.Locator("dialog .banner.bad")).ToBeVisibleAsync();

        await window.Page.Locator("#connect-name").FillAsync("mine");
        await window.Page.Locator("#connect-address").FillAsync(server.BaseUrl.ToString());
        await window.Page.Locator("[data-action='test-connection']").ClickAsync();
        await Expect(window.Page.Locator("dialog [data-models]")).ToBeVisibleAsync();
        await window.Page.Locator("[data-action='save-connection']").ClickAsync();

        await Expect(window.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        var editor = await window.OpenFlowAsync(Flows.NumberAndModel);
        await editor.SelectAsync("model");
        await editor.Setting("connection").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "mine" })).ToBeVisibleAsync();
    }

    private static IFlowStore Store => Stage.Program.Services.GetRequiredService<IFlowStore>();

    private static string FlowId(Window window) => new Uri(window.Page.Url).Segments[^1];
}
