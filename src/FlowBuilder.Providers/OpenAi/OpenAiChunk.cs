using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.OpenAi;

/// <summary>Reads one completion, or one chunk of a streamed one, leniently: every member may be missing or null.</summary>
/// <remarks>The SDK's typed models are not used for it: they fail on the roles and finish reasons that compatible servers invent.</remarks>
internal readonly struct OpenAiChunk(JsonElement root)
{
    /// <summary>The answer's id, or null.</summary>
    public string? Id => Text(root, "id");

    /// <summary>The model that answered, or null.</summary>
    public string? Model => Text(root, "model");

    /// <summary>The first choice, or null: a last chunk with usage has none.</summary>
    public JsonElement? Choice =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
            ? choices[0]
            : null;

    /// <summary>What the first choice says: its <c>delta</c> in a stream, its <c>message</c> otherwise.</summary>
    public JsonElement? Body =>
        Choice is { } choice && (Object(choice, "delta") ?? Object(choice, "message")) is { } body ? body : null;

    /// <summary>Why the answer ended, or null while it goes on.</summary>
    public ChatFinishReason? FinishReason => Choice is { } choice && Text(choice, "finish_reason") is { Length: > 0 } reason
        ? reason switch
        {
            "stop" => ChatFinishReason.Stop,
            "length" => ChatFinishReason.Length,
            "content_filter" => ChatFinishReason.ContentFilter,
            "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
            _ => new ChatFinishReason(reason),
        }
        : null;

    /// <summary>The tokens counted, or null.</summary>
    public UsageDetails? Usage
    {
        get
        {
            if (root.ValueKind != JsonValueKind.Object || Object(root, "usage") is not { } usage) return null;
            var details = new UsageDetails
            {
                InputTokenCount = Count(usage, "prompt_tokens"),
                OutputTokenCount = Count(usage, "completion_tokens"),
                TotalTokenCount = Count(usage, "total_tokens"),
                CachedInputTokenCount = Object(usage, "prompt_tokens_details") is { } prompt ? Count(prompt, "cached_tokens") : null,
                ReasoningTokenCount = Object(usage, "completion_tokens_details") is { } answer ? Count(answer, "reasoning_tokens") : null,
            };
            details.TotalTokenCount ??= details.InputTokenCount + details.OutputTokenCount;
            return details;
        }
    }

    /// <summary>The text of a member that is a string, or an array of parts as Mistral's reasoning models send.</summary>
    public string ContentText(string member)
    {
        if (Body is not { } body || !body.TryGetProperty(member, out var content)) return "";
        if (content.ValueKind == JsonValueKind.String) return content.GetString()!;
        if (content.ValueKind != JsonValueKind.Array) return "";
        var text = new StringBuilder();
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.Object && Text(part, "type") is "text" or null) text.Append(Text(part, "text"));
        }

        return text.ToString();
    }

    /// <summary>A string member, or null.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>An object member, or null.</summary>
    public static JsonElement? Object(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : null;

    private static long? Count(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count)
            ? count
            : null;
}
