using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The editor of templates: completion, ports that come as one types, faults at their place, and Korean composed letter by letter.</summary>
[CancelAfter(90_000)]
public sealed class TemplateEditorTests
{
    private const string Korean = "안녕하세요 여러분의 값을 닭볶음탕처럼 씁니다";

    [Test]
    public async Task Two_braces_offer_what_the_ports_are_wired_to_and_the_keyboard_takes_it()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var field = await TemplateAsync(editor, "Hello ");

        await field.PressSequentiallyAsync("{{");
        await Expect(Options(window).First).ToContainTextAsync("text");
        await Expect(Options(window).First).ToContainTextAsync("Question");
        await editor.PressAsync("Enter");
        await Expect(field).ToHaveValueAsync("Hello {{text}}");

        await field.PressSequentiallyAsync(" {{#ea");
        await Expect(Options(window)).ToHaveCountAsync(1);
        await editor.PressAsync("Tab");
        await field.PressSequentiallyAsync("rows");
        await Expect(field).ToHaveValueAsync("Hello {{text}} {{#each rows}}{{/each}}");
        await Expect(editor.Input("prompt.rows")).ToBeVisibleAsync();
        await Expect(editor.Wire("question.text", "prompt.text")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Arrows_move_through_the_list_and_Escape_closes_it_and_nothing_else()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var field = await TemplateAsync(editor, "");

        await field.PressSequentiallyAsync("{{");
        await Expect(window.Page.Locator(".suggestions .active")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^text"));
        await editor.PressAsync("ArrowDown");
        await Expect(window.Page.Locator(".suggestions .active")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^#if"));
        var active = await field.GetAttributeAsync("aria-activedescendant");
        await Expect(window.Page.Locator($"#{active}")).ToHaveClassAsync("active");
        await editor.PressAsync("Escape");

        await Expect(Options(window)).ToHaveCountAsync(0);
        await Expect(field).ToHaveValueAsync("{{");
        await Expect(field).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_wire_stays_while_another_variable_is_half_typed()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var field = await TemplateAsync(editor, "Say {{text}}");

        await field.PressSequentiallyAsync(" in {{lang");
        await Expect(Problem(window)).ToContainTextAsync("Line 1, column 17");
        await Expect(editor.Wire("question.text", "prompt.text")).ToHaveCountAsync(1);
        await field.PressSequentiallyAsync("uage}}");

        await Expect(editor.Input("prompt.language")).ToBeVisibleAsync();
        await Expect(editor.Wire("question.text", "prompt.text")).ToHaveCountAsync(1);
        await Expect(Problem(window)).ToHaveTextAsync("");
    }

    [Test]
    public async Task A_fault_is_marked_where_it_stands_and_told_to_a_screen_reader_and_gone_when_it_is_mended()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var field = await TemplateAsync(editor, "One {{text}}\nTwo {{/if}}");

        await Expect(window.Page.Locator(".ink mark.wrong")).ToHaveTextAsync("{{/if}}");
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(field).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("Line 2, column 5"));
        await field.FillAsync("One {{text}}");

        await Expect(window.Page.Locator(".ink mark.wrong")).ToHaveCountAsync(0);
        await Expect(field).Not.ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Test]
    public async Task The_large_editor_does_the_same_and_writes_to_the_same_setting()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await TemplateAsync(editor, "Say {{text}}");

        await window.Page.Locator("[data-field='template'] [data-action='expand']").ClickAsync();
        var large = window.Page.Locator("dialog #setting-template-large[data-listens]");
        await Expect(large).ToBeFocusedAsync();
        await Expect(large).ToHaveValueAsync("Say {{text}}");
        await editor.PressAsync("Control+End");
        await large.PressSequentiallyAsync(" to {{#unl");
        await editor.PressAsync("Enter");
        await large.PressSequentiallyAsync("quiet");
        await Expect(editor.Input("prompt.quiet")).ToHaveCountAsync(1);
        await editor.PressAsync("End");
        await large.PressSequentiallyAsync("!");
        await editor.PressAsync("Escape");

        await Expect(window.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(editor.Setting("template")).ToHaveValueAsync("Say {{text}} to {{#unless quiet}}{{/unless}}!");
    }

    [Test]
    public async Task Korean_is_composed_whole_while_the_form_is_drawn_again_and_again()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        await using var other = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await other.Page.GotoAsync(window.Page.Url);
        var second = await EditorPage.ReadyAsync(other.Page);
        await second.SelectAsync("prompt");
        var field = await TemplateAsync(editor, "");
        var input = await Composing.OnAsync(window.Page);

        // Somebody else changes the title of the node between two letters: the form around the field is drawn anew.
        var typed = "";
        for (var i = 0; i < Korean.Length; i += 4)
        {
            var piece = Korean[i..Math.Min(i + 4, Korean.Length)];
            await input.TypeAsync(piece);
            typed += piece;
            await input.ComposeAsync("ㅎ");
            await second.Setting("title").FillAsync($"Title {i}");
            await Expect(editor.Node("prompt").Locator(".node-title")).ToHaveTextAsync($"Title {i}");
            await input.CommitAsync("한");
            typed += "한";
        }

        await Expect(field).ToHaveValueAsync(typed);
        await field.BlurAsync();
        await Expect(second.Setting("template")).ToHaveValueAsync(typed);
        Assert.That(await field.InputValueAsync(), Is.EqualTo(typed));
    }

    [Test]
    public async Task Korean_is_composed_whole_while_ports_appear_and_the_list_is_open()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var field = await TemplateAsync(editor, "{{text}} ");
        var input = await Composing.OnAsync(window.Page);

        await input.TypeAsync("값은 ");
        await field.PressSequentiallyAsync("{{");
        await Expect(Options(window).First).ToBeVisibleAsync();
        await input.TypeAsync("질문");

        // A key that an input method takes for itself chooses nothing.
        await input.ComposeAsync("ㅇ");
        await field.DispatchEventAsync("keydown", new { key = "Enter", isComposing = true, bubbles = true });
        await input.CommitAsync("이");
        await field.PressSequentiallyAsync("}} ");
        await Expect(editor.Input("prompt.질문이")).ToBeVisibleAsync();
        await input.TypeAsync("입니다");

        await Expect(field).ToHaveValueAsync("{{text}} 값은 {{질문이}} 입니다");
        await field.BlurAsync();
        await Expect(editor.Node("prompt").Locator(".node-facts")).ToContainTextAsync("{{질문이}} 입니다");
        await Expect(field).ToHaveValueAsync("{{text}} 값은 {{질문이}} 입니다");
    }

    private static async Task<ILocator> TemplateAsync(EditorPage editor, string text)
    {
        await editor.SelectAsync("prompt");
        var field = editor.Setting("template");
        await field.FillAsync(text);
        await field.PressAsync("Control+End");
        return field;
    }

    private static ILocator Options(Window window) => window.Page.Locator(".suggestions:popover-open [role='option']");

    private static ILocator Problem(Window window) => window.Page.Locator("#setting-template-problem");
}
