using System.Text.Json;
using FlowBuilder.Core.Values;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Turns a node's settings and inputs into a request to a model.</summary>
internal static class ChatRequest
{
    /// <summary>The name under which a provider is told the answer's schema.</summary>
    private const string SchemaName = "answer";

    /// <summary>System prompt, conversation, then the prompt with its pictures.</summary>
    public static List<ChatMessage> MessagesOf(string system, MessageList? history, string prompt, IReadOnlyList<ImageValue>? images)
    {
        var messages = new List<ChatMessage>();
        if (!string.IsNullOrWhiteSpace(system)) messages.Add(new ChatMessage(ChatRole.System, system));
        foreach (var message in history ?? MessageList.Empty)
            messages.Add(new ChatMessage(new ChatRole(message.Role.Value), ContentsOf(message.Text, message.Images)));
        messages.Add(new ChatMessage(ChatRole.User, ContentsOf(prompt, images ?? [])));
        return messages;
    }

    /// <summary>How the model is to answer. What is not set is left to the provider.</summary>
    public static ChatOptions OptionsOf(ChatSettings settings, ChatInputs inputs) => new()
    {
        Temperature = (float?)settings.Temperature,
        TopP = (float?)settings.TopP,
        MaxOutputTokens = settings.MaxTokens,
        Seed = settings.Seed,
        StopSequences = settings.Stop.Count == 0 ? null : [.. settings.Stop],
        ResponseFormat = FormatOf(settings.Format, settings.Schema),
        Tools = inputs.Tools is { Count: > 0 } tools ? [.. tools.Select(tool => tool.Function)] : null,
    };

    /// <summary>The form in which a provider is asked to answer; null for text.</summary>
    public static ChatResponseFormat? FormatOf(AnswerFormat format, JsonElement? wanted) => format switch
    {
        AnswerFormat.Json => ChatResponseFormat.Json,
        AnswerFormat.Schema when wanted is { ValueKind: JsonValueKind.Object } schema => ChatResponseFormat.ForJsonSchema(schema, SchemaName),
        AnswerFormat.Schema => ChatResponseFormat.Json,
        _ => null,
    };

    private static List<AIContent> ContentsOf(string text, IReadOnlyList<ImageValue> images)
    {
        var contents = new List<AIContent>();
        if (text.Length > 0 || images.Count == 0) contents.Add(new TextContent(text));
        foreach (var image in images)
            contents.Add(image.Address is { } address ? new UriContent(address, image.MediaType) : new DataContent(image.Content, image.MediaType));
        return contents;
    }
}
