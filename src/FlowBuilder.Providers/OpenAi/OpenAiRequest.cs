using System.Text.Encodings.Web;
using System.Text.Json;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.OpenAi;

/// <summary>Writes the body of a chat completion request.</summary>
/// <remarks>
/// It is written here rather than by the SDK's typed options because compatible servers name a few members differently
/// (<see cref="OpenAiDialect"/>).
/// </remarks>
internal sealed class OpenAiRequest(string model, OpenAiDialect dialect, ModelFaults faults)
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request as UTF-8 JSON.</summary>
    public BinaryData Write(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Writing))
        {
            json.WriteStartObject();
            json.WriteString("model", options?.ModelId ?? model);
            json.WriteStartArray("messages");
            new OpenAiMessages(json, faults).Write(messages, options?.Instructions);
            json.WriteEndArray();
            if (options is not null) WriteOptions(json, options);
            if (stream)
            {
                json.WriteBoolean("stream", true);
                if (dialect.StreamUsage)
                {
                    json.WriteStartObject("stream_options");
                    json.WriteBoolean("include_usage", true);
                    json.WriteEndObject();
                }
            }

            json.WriteEndObject();
        }

        return BinaryData.FromBytes(body.ToArray());
    }

    private void WriteOptions(Utf8JsonWriter json, ChatOptions options)
    {
        Number(json, "temperature", options.Temperature);
        Number(json, "top_p", options.TopP);
        Number(json, "frequency_penalty", options.FrequencyPenalty);
        Number(json, "presence_penalty", options.PresencePenalty);
        if (options.MaxOutputTokens is { } limit) json.WriteNumber(dialect.MaxTokens, limit);
        if (options.Seed is { } seed) json.WriteNumber(dialect.Seed, seed);
        if (options.StopSequences is { Count: > 0 } stops)
        {
            json.WriteStartArray("stop");
            foreach (var stop in stops) json.WriteStringValue(stop);
            json.WriteEndArray();
        }

        if (options.ResponseFormat is ChatResponseFormatJson format) WriteFormat(json, format);
        WriteTools(json, options);
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatResponseFormatJson format)
    {
        json.WriteStartObject("response_format");
        if (format.Schema is { } schema)
        {
            json.WriteString("type", "json_schema");
            json.WriteStartObject("json_schema");
            json.WriteString("name", format.SchemaName ?? "result");
            if (format.SchemaDescription is { } description) json.WriteString("description", description);
            json.WritePropertyName("schema");
            schema.WriteTo(json);
            json.WriteBoolean("strict", StrictSchema.Fits(schema));
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type", "json_object");
        }

        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, ChatOptions options)
    {
        if (options.Tools?.OfType<AIFunctionDeclaration>().ToList() is not { Count: > 0 } tools) return;
        json.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", tool.Name);
            if (tool.Description.Length > 0) json.WriteString("description", tool.Description);
            json.WritePropertyName("parameters");
            tool.JsonSchema.WriteTo(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteToolChoice(json, options.ToolMode);
        if (options.AllowMultipleToolCalls is { } several) json.WriteBoolean("parallel_tool_calls", several);
    }

    private static void WriteToolChoice(Utf8JsonWriter json, ChatToolMode? mode)
    {
        switch (mode)
        {
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject("tool_choice");
                json.WriteString("type", "function");
                json.WriteStartObject("function");
                json.WriteString("name", name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case RequiredChatToolMode:
                json.WriteString("tool_choice", "required");
                break;
            case NoneChatToolMode:
                json.WriteString("tool_choice", "none");
                break;
        }
    }

    /// <summary>A float as the number that its author wrote: 0.7, not 0.699999988079071.</summary>
    private static void Number(Utf8JsonWriter json, string name, float? value)
    {
        if (value is { } number) json.WriteNumber(name, (decimal)number);
    }
}
