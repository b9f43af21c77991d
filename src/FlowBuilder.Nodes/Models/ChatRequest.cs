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
    public static List<ChatMessage> MessagesOf(ChatSettings settings, ChatInputs inputs)
    {
        var messages = new List<ChatMessage>();
        if (!string.IsNullOrWhiteSpace(settings.System)) messages.Add(new ChatMessage(ChatRole.System, settings.System));
        foreach (var message in inputs.History ?? MessageList.Empty)
            messages.Add(new ChatMessage(new ChatRole(message.Role.Value), ContentsOf(message.Text, message.Images)));
        messages.Add(new ChatMessage(ChatRole.User, ContentsOf(inputs.Prompt, inputs.Images ?? [])));
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
        ResponseFormat = settings.Format switch
        {
            AnswerFormat.Json => ChatResponseFormat.Json,
            AnswerFormat.Schema when settings.Schema is { ValueKind: JsonValueKind.Object } schema => ChatResponseFormat.ForJsonSchema(schema, SchemaName),
            AnswerFormat.Schema => ChatResponseFormat.Json,
            _ => null,
        },
        Tools = inputs.Tools is { Count: > 0 } tools ? [.. tools.Select(tool => tool.Function)] : null,
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
