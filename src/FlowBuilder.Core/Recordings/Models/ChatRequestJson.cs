using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings.Models;

/// <summary>A request to a chat model as people can read it: all that the model's answer depends on, and nothing else.</summary>
/// <remarks>Ids of calls are left out, since providers make them up anew each time; of pictures and files there is a hash.</remarks>
internal static class ChatRequestJson
{
    /// <summary>Describes a request.</summary>
    /// <param name="model">The model that the node asks for; null for its connection's own.</param>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">What else is asked.</param>
    public static JsonElement Of(string? model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = new JsonObject();
        if (!string.IsNullOrWhiteSpace(options?.ModelId ?? model)) request["model"] = (options?.ModelId ?? model)!.Trim();
        request["messages"] = new JsonArray([.. messages.Select(Message)]);
        if (options is not null) Add(request, options);
        return JsonSerializer.SerializeToElement(request);
    }

    private static void Add(JsonObject request, ChatOptions options)
    {
        if (options.Instructions is { Length: > 0 } instructions) request["instructions"] = instructions;
        if (options.Temperature is { } temperature) request["temperature"] = temperature;
        if (options.MaxOutputTokens is { } most) request["maxTokens"] = most;
        if (options.TopP is { } topP) request["topP"] = topP;
        if (options.TopK is { } topK) request["topK"] = topK;
        if (options.FrequencyPenalty is { } frequency) request["frequencyPenalty"] = frequency;
        if (options.PresencePenalty is { } presence) request["presencePenalty"] = presence;
        if (options.Seed is { } seed) request["seed"] = seed;
        if (options.StopSequences is { Count: > 0 } stops) request["stop"] = new JsonArray([.. stops.Select(stop => JsonValue.Create(stop))]);
        if (options.Reasoning is { } reasoning) request["reasoning"] = JsonSerializer.SerializeToNode(reasoning, AIJsonUtilities.DefaultOptions);
        if (options.ResponseFormat is ChatResponseFormatJson json) request["format"] = json.Schema is { } schema ? new JsonObject { ["schema"] = Node(schema) } : "json";
        if (options.Tools is { Count: > 0 } tools) request["tools"] = new JsonArray([.. tools.Select(Tool)]);
        if (options.ToolMode is { } mode and not AutoChatToolMode) request["toolMode"] = mode is RequiredChatToolMode { RequiredFunctionName: { } name } ? name : mode is NoneChatToolMode ? "none" : "required";
        if (options.AllowMultipleToolCalls is { } several) request["severalCalls"] = several;
        if (options.AdditionalProperties is { Count: > 0 } more) request["more"] = JsonSerializer.SerializeToNode(more, AIJsonUtilities.DefaultOptions);
    }

    private static JsonObject Message(ChatMessage message)
    {
        var told = new JsonObject { ["role"] = message.Role.Value };
        if (message.Contents.All(content => content is TextContent)) told["text"] = message.Text;
        else told["parts"] = new JsonArray([.. message.Contents.Select(Part)]);
        return told;
    }

    private static JsonNode Part(AIContent content) => content switch
    {
        TextContent text => new JsonObject { ["text"] = text.Text },
        TextReasoningContent thought => new JsonObject { ["thought"] = thought.Text },
        FunctionCallContent call => new JsonObject { ["call"] = call.Name, ["arguments"] = JsonSerializer.SerializeToNode(call.Arguments, AIJsonUtilities.DefaultOptions) },
        FunctionResultContent result => new JsonObject { ["result"] = result.Result is string text ? text : JsonSerializer.SerializeToNode(result.Result, AIJsonUtilities.DefaultOptions) },
        DataContent data => new JsonObject { ["mediaType"] = data.MediaType, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(data.Data.Span)), ["bytes"] = data.Data.Length },
        UriContent link => new JsonObject { ["mediaType"] = link.MediaType, ["address"] = link.Uri.OriginalString },
        _ => JsonSerializer.SerializeToNode(content, AIJsonUtilities.DefaultOptions)!,
    };

    private static JsonNode Tool(AITool tool)
    {
        var told = new JsonObject { ["name"] = tool.Name, ["description"] = tool.Description };
        if (tool is AIFunctionDeclaration function) told["schema"] = Node(function.JsonSchema);
        return told;
    }

    private static JsonNode? Node(JsonElement json) => JsonSerializer.SerializeToNode(json);
}
