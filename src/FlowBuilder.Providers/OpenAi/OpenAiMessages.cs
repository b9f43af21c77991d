using System.Text.Json;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.OpenAi;

/// <summary>Writes messages in OpenAI's form: text, images, tool calls and their results.</summary>
internal sealed class OpenAiMessages(Utf8JsonWriter json, ModelFaults faults)
{
    /// <summary>Writes every message, the instructions first as a system message.</summary>
    public void Write(IEnumerable<ChatMessage> messages, string? instructions)
    {
        if (!string.IsNullOrEmpty(instructions)) WriteText("system", instructions);
        foreach (var message in messages) Write(message);
    }

    private void Write(ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
        {
            foreach (var result in message.Contents.OfType<FunctionResultContent>()) WriteToolResult(result);
        }
        else if (message.Role == ChatRole.Assistant)
        {
            WriteAssistant(message);
        }
        else if (message.Role == ChatRole.System)
        {
            WriteText("system", message.Text);
        }
        else if (message.Contents.All(content => content is TextContent))
        {
            WriteText("user", message.Text);
        }
        else
        {
            WriteParts(message);
        }
    }

    private void WriteText(string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", text);
        json.WriteEndObject();
    }

    private void WriteToolResult(FunctionResultContent result)
    {
        json.WriteStartObject();
        json.WriteString("role", "tool");
        json.WriteString("tool_call_id", result.CallId);
        json.WriteString("content", result.Result switch
        {
            null => "",
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
            var value => JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions),
        });
        json.WriteEndObject();
    }

    private void WriteAssistant(ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        json.WriteStartObject();
        json.WriteString("role", "assistant");
        if (message.Text.Length > 0 || calls.Count == 0) json.WriteString("content", message.Text);
        else json.WriteNull("content");
        if (calls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (var call in calls) WriteCall(call);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteCall(FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("id", call.CallId);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", JsonSerializer.Serialize(
            call.Arguments ?? new Dictionary<string, object?>(), AIJsonUtilities.DefaultOptions));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteParts(ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role", "user");
        json.WriteStartArray("content");
        foreach (var content in message.Contents) WritePart(content);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WritePart(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                json.WriteStartObject();
                json.WriteString("type", "text");
                json.WriteString("text", text.Text);
                json.WriteEndObject();
                break;
            case DataContent image when image.HasTopLevelMediaType("image"):
                WriteImage(image.Uri);
                break;
            case UriContent image when image.HasTopLevelMediaType("image"):
                WriteImage(image.Uri.AbsoluteUri);
                break;
            case DataContent data:
                throw faults.UnsupportedContent(data.MediaType);
            case UriContent link:
                throw faults.UnsupportedContent(link.MediaType);
            default:
                throw faults.UnsupportedContent(content.GetType().Name);
        }
    }

    private void WriteImage(string address)
    {
        json.WriteStartObject();
        json.WriteString("type", "image_url");
        json.WriteStartObject("image_url");
        json.WriteString("url", address);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
