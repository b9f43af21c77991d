using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

[CancelAfter(60_000)]
public sealed class SettingsTests
{
    [Test]
    public async Task A_setting_is_saved_by_itself_and_is_there_after_a_reload()
    {
        const string Template = "Translate into French: {{text}}";
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.SelectAsync("prompt");

        await editor.Setting("template").FillAsync(Template);
        await Expect(editor.Node("prompt").Locator(".node-facts")).ToContainTextAsync("Translate into French");
        await editor.IsSavedAsync();
        await editor.ReloadAsync();

        await editor.SelectAsync("prompt");
        await Expect(editor.Setting("template")).ToHaveValueAsync(Template);
    }

    [Test]
    public async Task A_placeholder_that_is_typed_becomes_a_port()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.SelectAsync("prompt");

        await editor.Setting("template").FillAsync("{{text}} in {{language}}");

        await Expect(editor.Input("prompt.language")).ToBeVisibleAsync();
    }
}
