using System.Text.Json;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Anthropic;

/// <summary>JSON answers from Claude.</summary>
/// <remarks>
/// A schema of an object becomes a tool that the model must call; the call's arguments are the answer. That works with every
/// Claude model, where the API's own structured output works with the newest only. Where it cannot be (other tools are given,
/// or the schema is not of an object) and for JSON without a schema, the model is told so in the system prompt.
/// </remarks>
internal static class JsonAnswer
{
    /// <summary>The name of the tool whose arguments are the answer.</summary>
    public const string ToolName = "give_answer";

    /// <summary>The options to send, and whether the answer will come as that tool's arguments.</summary>
    public static (ChatOptions? Options, bool AsTool) Prepare(ChatOptions? options)
    {
        if (options?.ResponseFormat is not ChatResponseFormatJson format) return (options, false);
        var sent = options.Clone();
        sent.ResponseFormat = null;
        if (format.Schema is { } schema && IsObject(schema) && options.Tools is not { Count: > 0 })
        {
            sent.Tools = [new Tool(format.SchemaDescription ?? "Gives the answer. Always call it, exactly once.", schema)];
            sent.ToolMode = ChatToolMode.RequireAny;
            sent.AllowMultipleToolCalls = false;
            return (sent, true);
        }

        var instruction = format.Schema is { } wanted
            ? $"Answer with JSON only, valid against this JSON Schema, without code fences and without any other text:\n{wanted.GetRawText()}"
            : "Answer with one JSON object only, without code fences and without any other text.";
        sent.Instructions = string.IsNullOrEmpty(sent.Instructions) ? instruction : $"{sent.Instructions}\n\n{instruction}";
        return (sent, false);
    }

    /// <summary>Makes text, piece by piece, of the tool call's arguments.</summary>
    public static void MakeText(ChatResponseUpdate update)
    {
        for (var i = update.Contents.Count - 1; i >= 0; i--)
        {
            if (update.Contents[i] is FunctionCallContent { Name: ToolName } or TextContent) update.Contents.RemoveAt(i);
        }

        if (update.FinishReason == ChatFinishReason.ToolCalls) update.FinishReason = ChatFinishReason.Stop;
        if (update.RawRepresentation is RawMessageStreamEvent { Value: RawContentBlockDeltaEvent { Delta.Value: InputJsonDelta piece } }
            && piece.PartialJson.Length > 0)
        {
            update.Contents.Add(new TextContent(piece.PartialJson));
        }
    }

    private static bool IsObject(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object");

    private sealed class Tool(string description, JsonElement schema) : AIFunctionDeclaration
    {
        public override string Name => ToolName;

        public override string Description => description;

        public override JsonElement JsonSchema => schema;
    }
}
