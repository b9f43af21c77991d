using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The chat bubble, or the chat page, as a person uses it.</summary>
internal sealed class Bubble(IPage page)
{
    public ILocator Launcher => page.Locator("flowbuilder-chat .launch");

    public ILocator Panel => page.Locator("flowbuilder-chat .panel");

    public ILocator Field => Panel.Locator(".field textarea");

    public ILocator Turns => Panel.Locator(".turn");

    public ILocator Answers => Panel.Locator(".turn .markdown");

    public ILocator Problem => Panel.Locator(".note.bad");

    public ILocator Announced => Panel.GetByRole(AriaRole.Status);

    public ILocator Do(string name) => Panel.Locator($"[data-do='{name}']");

    public async Task OpenAsync()
    {
        await Launcher.ClickAsync();
        await Assertions.Expect(Field).ToBeFocusedAsync();
    }

    /// <summary>Writes a message and presses Enter.</summary>
    public async Task SendAsync(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
    }

    /// <summary>Sends a message and waits for its whole answer.</summary>
    public async Task AskAsync(string text)
    {
        await SendAsync(text);
        await IsAsync("answered");
    }

    /// <summary>Waits until the last turn has come to a state.</summary>
    public Task IsAsync(string state) => Assertions.Expect(Turns.Last).ToHaveAttributeAsync("data-state", state);
}
