using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Inputs;

/// <summary>Reads a chat message that a caller gives as JSON: a string, a text with its history, or a whole conversation.</summary>
internal static class GivenChat
{
    /// <summary>The most messages in a history.</summary>
    public const int MaxMessages = 1000;

    /// <summary>JSON Schema of what is accepted.</summary>
    public static readonly JsonElement Schema = JsonSerializer.Deserialize<JsonElement>("""
        {
          "oneOf": [
            { "type": "string" },
            {
              "type": "object",
              "properties": { "text": { "type": "string" }, "history": { "$ref": "#/$defs/messages" } },
              "required": ["text"],
              "additionalProperties": false
            },
            { "$ref": "#/$defs/messages", "minItems": 1, "description": "The last message is the user's." }
          ],
          "$defs": {
            "messages": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "type": "object",
                "properties": { "role": { "enum": ["system", "user", "assistant"] }, "content": { "type": "string" } },
                "required": ["role", "content"]
              }
            }
          }
        }
        """);

    /// <summary>What is wrong with what was given, or null where it is fine.</summary>
    /// <param name="input">The input's name, for the message.</param>
    /// <param name="value">What was given.</param>
    public static LocalText? Check(string input, JsonElement value) => Read(value, out _, out _) switch
    {
        ChatForm.Fine => null,
        ChatForm.NotUserLast => LocalText.Of(
            $"The last message of \"{input}\" must have the role \"user\".",
            $"\"{input}\"의 마지막 메시지는 역할이 \"user\"여야 합니다."),
        ChatForm.TooMany => LocalText.Of(
            $"\"{input}\" has more than {MaxMessages} messages.",
            $"\"{input}\"의 메시지가 {MaxMessages}개를 넘습니다."),
        _ => LocalText.Of(
            $"\"{input}\" needs a text, an object with \"text\" and \"history\", or a list of messages with \"role\" (system, user, assistant) and \"content\".",
            $"\"{input}\"에는 텍스트나 \"text\"와 \"history\"가 있는 객체, 또는 \"role\"(system, user, assistant)과 \"content\"가 있는 메시지 목록이 필요합니다."),
    };

    /// <summary>The message and what was said before it.</summary>
    /// <exception cref="NodeException">What was given has none of the accepted forms.</exception>
    public static (string Text, MessageList History) Read(string input, JsonElement value)
    {
        if (Check(input, value) is { } wrong) throw new NodeException("input.not-a-chat", wrong, FaultKind.Input);
        Read(value, out var text, out var history);
        return (text, history);
    }

    private static ChatForm Read(JsonElement value, out string text, out MessageList history)
    {
        (text, history) = ("", MessageList.Empty);
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                text = value.GetString()!;
                return ChatForm.Fine;
            case JsonValueKind.Object when value.TryGetProperty("text", out var given) && given.ValueKind == JsonValueKind.String:
                text = given.GetString()!;
                if (value.EnumerateObject().Any(member => member.Name is not ("text" or "history"))) return ChatForm.Wrong;
                return value.TryGetProperty("history", out var before) ? ReadMessages(before, out history) : ChatForm.Fine;
            case JsonValueKind.Array:
                var form = ReadMessages(value, out var all);
                if (form != ChatForm.Fine) return form;
                if (all.Count == 0 || all[^1].Role != MessageRole.User) return ChatForm.NotUserLast;
                text = all[^1].Text;
                history = new MessageList([.. all.Take(all.Count - 1)]);
                return ChatForm.Fine;
            default:
                return ChatForm.Wrong;
        }
    }

    private static ChatForm ReadMessages(JsonElement list, out MessageList messages)
    {
        messages = MessageList.Empty;
        if (list.ValueKind != JsonValueKind.Array) return ChatForm.Wrong;
        if (list.GetArrayLength() > MaxMessages) return ChatForm.TooMany;
        var read = ImmutableArray.CreateBuilder<Message>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object
                || !item.TryGetProperty("role", out var role) || role.ValueKind != JsonValueKind.String
                || role.GetString() is not ("system" or "user" or "assistant")
                || !item.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.String) return ChatForm.Wrong;
            read.Add(new Message(new MessageRole(role.GetString()!), content.GetString()!));
        }

        messages = new MessageList(read.ToImmutable());
        return ChatForm.Fine;
    }

    private enum ChatForm
    {
        Fine,
        Wrong,
        NotUserLast,
        TooMany,
    }
}
