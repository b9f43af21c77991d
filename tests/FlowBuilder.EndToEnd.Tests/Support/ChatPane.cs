using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The chat beside the canvas as a person uses it.</summary>
internal sealed class ChatPane(IPage page)
{
    /// <summary>A chat whose model is a connection of that name, with the conversation as its memory.</summary>
    public static string FlowWith(string connection) => $$"""
        {
          "format": "flowbuilder/1", "name": "Chat",
          "nodes": [
            { "id": "message", "type": "input.chat", "version": 1, "title": "Message", "position": { "x": 0, "y": 0 }, "settings": { "name": "message", "example": "What can you do?" } },
            { "id": "model", "type": "model.chat", "version": 1, "title": "Model", "position": { "x": 360, "y": 0 }, "settings": { "connection": "{{connection}}", "model": "fake-model", "temperature": 0 } },
            { "id": "reply", "type": "output.chat", "version": 1, "title": "Reply", "position": { "x": 720, "y": 0 } }
          ],
          "edges": [
            { "from": "message.text", "to": "model.prompt" },
            { "from": "message.history", "to": "model.history" },
            { "from": "model.text", "to": "reply.value" }
          ]
        }
        """;

    /// <summary>A chat that answers with what it is told: no model, at once.</summary>
    public const string Echo = """
        {
          "format": "flowbuilder/1", "name": "Echo",
          "nodes": [
            { "id": "message", "type": "input.chat", "version": 1, "title": "Message", "position": { "x": 0, "y": 0 }, "settings": { "name": "message" } },
            { "id": "reply", "type": "output.chat", "version": 1, "title": "Reply", "position": { "x": 360, "y": 0 } }
          ],
          "edges": [{ "from": "message.text", "to": "reply.value" }]
        }
        """;

    public ILocator Tab => page.Locator("#tab-Chat");

    public ILocator Field => page.Locator("[data-chat-input]");

    public ILocator Turns => page.Locator(".chat .turn");

    public ILocator Messages => page.Locator(".chat .me-text");

    public ILocator Answers => page.Locator(".chat .ai");

    public ILocator StopButton => Action("stop-answer");

    public ILocator Announced => page.Locator(".chat > [role='status']");

    public ILocator Conversations => page.Locator("[data-conversation]");

    public ILocator Action(string name) => page.Locator($".chat [data-action='{name}']");

    public ILocator Versions(string kind) => page.Locator($".chat [data-versions='{kind}']");

    public async Task OpenAsync()
    {
        await Tab.ClickAsync();
        await Assertions.Expect(page.Locator(".chat[data-listens] .chat-log")).ToBeVisibleAsync();
    }

    /// <summary>Writes a message and presses Enter.</summary>
    public async Task SendAsync(string text)
    {
        await IsIdleAsync();
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
        await Assertions.Expect(Messages.Last).ToHaveTextAsync(text);
    }

    /// <summary>Sends a message and waits for its whole answer.</summary>
    public async Task AskAsync(string text)
    {
        await SendAsync(text);
        await IsAnsweredAsync(Answers.Last);
    }

    /// <summary>Waits until nothing is being answered: only then a message is taken.</summary>
    public Task IsIdleAsync() => Assertions.Expect(page.Locator(".chat[data-busy]")).ToHaveCountAsync(0);

    public static Task IsAnsweredAsync(ILocator answer) => Assertions.Expect(answer).ToHaveAttributeAsync("data-state", "answered");

    public async Task ReloadAsync()
    {
        await page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await EditorPage.ReadyAsync(page);
        await OpenAsync();
    }
}
