using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Commands;

/// <summary>Copy and paste between flows and windows, and of whole flow files.</summary>
[CancelAfter(60_000)]
public sealed class ClipboardTests
{
    private const string Empty = """{ "format": "flowbuilder/1", "name": "Empty", "nodes": [], "edges": [] }""";

    [Test]
    public async Task What_is_copied_in_one_window_is_pasted_into_another_flow()
    {
        await using var first = await Window.OpenAsync();
        var source = await first.OpenFlowAsync(Flows.Wired);
        await first.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await source.PressAsync("Control+a");
        await Expect(new CommandPage(first.Page).Selected).ToHaveCountAsync(3);
        await source.PressAsync("Control+c");
        await Expect(source.Toasts).ToContainTextAsync("Copied");
        var text = await first.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        await using var second = await Window.OpenAsync();
        var target = await second.OpenFlowAsync(Flows.TwoPrompts);
        await new CommandPage(second.Page).PasteAsync(text);

        Assert.That(text, Does.StartWith("{").And.Contain("flowbuilder/1").And.Contain("question.text"));
        await Expect(target.Nodes).ToHaveCountAsync(5);
        await Expect(target.Wires).ToHaveCountAsync(3);
        await Expect(new CommandPage(second.Page).Selected).ToHaveCountAsync(3);
        await target.PressAsync("Control+z");
        await Expect(target.Nodes).ToHaveCountAsync(2);
    }

    [Test]
    public async Task Cut_takes_away_and_paste_by_keys_brings_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await window.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await editor.SelectAsync("prompt");

        await editor.PressAsync("Control+x");
        await Expect(editor.Node("prompt")).ToHaveCountAsync(0);
        await editor.PressAsync("Control+v");

        await Expect(editor.Node("prompt")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task A_flow_file_pasted_into_an_empty_canvas_is_imported_with_its_name()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Empty);

        await new CommandPage(window.Page).PasteAsync(Flows.Wired);

        await Expect(editor.Nodes).ToHaveCountAsync(3);
        await Expect(editor.Wires).ToHaveCountAsync(2);
        await Expect(window.Page.Locator(".flow-name")).ToHaveValueAsync("Unwired");
        await editor.PressAsync("Control+z");
        await Expect(editor.Nodes).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".flow-name")).ToHaveValueAsync("Empty");
    }

    [Test]
    public async Task A_chat_message_with_a_flow_in_it_is_pasted()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.TwoPrompts);

        await new CommandPage(window.Page).PasteAsync($"Try this one:\n\n```json\n{Flows.Wired}\n```\n\nHave fun!");

        await Expect(editor.Nodes).ToHaveCountAsync(5);
    }

    [TestCase("Hello, how are you?", "not a flow")]
    [TestCase("""{ "weather": "fine" }""", "not a flow")]
    [TestCase("""{ "format": "flowbuilder/1", "name": "x", "nodes": [{ "id": "1x", "type": "input.text", "version": 1, "position": { "x": 0, "y": 0 } }], "edges": [] }""", "1x")]
    [TestCase("""{ "nodes": [{ "id": "a", "type": "customNode", "data": { "name": "chatOpenAI", "label": "x", "inputParams": [], "inputAnchors": [] }, "position": { "x": 1, "y": 1 } }], "edges": [] }""", "Flowise")]
    public async Task What_is_no_flow_is_refused_in_a_sentence(string text, string because)
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);

        await new CommandPage(window.Page).PasteAsync(text);

        await Expect(editor.Toasts).ToContainTextAsync(because);
        await Expect(editor.Nodes).ToHaveCountAsync(3);
    }

    [Test]
    public async Task Copy_and_paste_in_a_text_field_are_the_fields_own()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.SelectAsync("prompt");
        var field = editor.Setting("template");

        await field.FocusAsync();
        await new CommandPage(window.Page).PasteAsync(Flows.Wired);
        await field.PressAsync("Control+a");
        await field.PressAsync("Delete");
        await field.PressSequentiallyAsync("Sing");

        await Expect(field).ToHaveValueAsync("Sing");
        await Expect(editor.Nodes).ToHaveCountAsync(3);
    }
}
