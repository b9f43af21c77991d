using System.Text.Json;
using FlowBuilder.Providers.Offline;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.Offline;

/// <summary>Asks the demo model without pauses.</summary>
internal static class Ask
{
    public static Task<string> TextAsync(string prompt, string? system = null) =>
        TextAsync(system is null
            ? [new ChatMessage(ChatRole.User, prompt)]
            : [new ChatMessage(ChatRole.System, system), new ChatMessage(ChatRole.User, prompt)]);

    public static async Task<string> TextAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        using var client = new OfflineChatClient(TimeSpan.Zero, TimeProvider.System);
        return (await client.GetStreamingResponseAsync(messages, options).ToChatResponseAsync()).Text;
    }

    public static async Task<JsonElement> JsonAsync(string prompt, string schema)
    {
        using var document = JsonDocument.Parse(schema);
        var text = await TextAsync(
            [new ChatMessage(ChatRole.User, prompt)],
            new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(document.RootElement) });
        return JsonElement.Parse(text);
    }
}
