using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Going about the canvas and wiring it by keys.</summary>
[CancelAfter(60_000)]
public sealed class CanvasKeyboardTests
{
    [Test]
    public async Task Alt_and_an_arrow_go_along_the_wires_and_Enter_opens_the_settings_and_Escape_comes_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);

        await editor.Node("question").FocusAsync();
        await editor.PressAsync("Alt+ArrowRight");
        await Expect(editor.Node("prompt")).ToBeFocusedAsync();
        await editor.PressAsync("Alt+ArrowRight");
        await Expect(editor.Node("result")).ToBeFocusedAsync();
        await editor.PressAsync("Alt+ArrowLeft");
        await Expect(editor.Node("prompt")).ToBeFocusedAsync();

        await editor.PressAsync("Enter");
        await Expect(editor.Setting("template")).ToBeFocusedAsync();
        await editor.PressAsync("Escape");
        await Expect(editor.Node("prompt")).ToBeFocusedAsync();
    }

    [Test]
    public async Task C_draws_a_wire_from_the_focused_node_to_one_of_the_inputs_that_fit()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);

        await editor.Node("question").FocusAsync();
        await editor.PressAsync("c");
        var choices = window.Page.Locator("dialog[open] [role='option']");
        await Expect(choices).ToHaveCountAsync(2);
        await window.Page.Keyboard.TypeAsync("result");
        await Expect(choices).ToHaveCountAsync(1);
        await editor.PressAsync("Enter");

        await Expect(editor.Wire("question.text", "result.value")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("[data-announcements]")).ToContainTextAsync("Question connected to Result");
        await Expect(editor.Node("question")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_wire_is_cut_in_the_panel_of_its_node()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.Node("prompt").FocusAsync();
        await editor.PressAsync("Enter");
        await Expect(editor.Setting("template")).ToBeFocusedAsync();

        var cut = window.Page.Locator(".side [data-wires-of='in:text'] .wire-end button");
        await cut.FocusAsync();
        await editor.PressAsync("Enter");

        await Expect(editor.Wire("question.text", "prompt.text")).ToHaveCountAsync(0);
        await Expect(editor.Wire("prompt.text", "result.value")).ToHaveCountAsync(1);
    }
}
