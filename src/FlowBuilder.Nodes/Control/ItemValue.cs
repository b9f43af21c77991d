using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Control;

/// <summary>Makes of one value what an input of a flow takes, where no wire is there to do it.</summary>
internal static class ItemValue
{
    /// <summary>The value in the carrying type of a port type.</summary>
    /// <param name="value">A port's value, or a <see cref="Document"/>.</param>
    /// <param name="type">What the input takes.</param>
    /// <param name="input">The input's name, for the message.</param>
    /// <exception cref="NodeException">It cannot become that (<c>flow.input-type</c>).</exception>
    public static object To(object value, PortType type, string input)
    {
        try
        {
            return type.Name switch
            {
                "any" => value switch
                {
                    Document document => new DocumentList([document]),
                    JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
                    _ => value,
                },
                "text" => TextOf(value),
                "json" => JsonOf(value),
                "number" => value as double? ?? double.Parse(TextOf(value), NumberStyles.Float, CultureInfo.InvariantCulture),
                "boolean" => value as bool? ?? bool.Parse(TextOf(value)),
                "message" => value as Message ?? new Message(MessageRole.User, TextOf(value)),
                "messages" => value as MessageList ?? new MessageList([value as Message ?? new Message(MessageRole.User, TextOf(value))]),
                "documents" => DocumentsOf(value),
                _ when PortValue.Of(value).Type == type => value,
                _ => PortValueJson.Read(type, JsonOf(value)),
            };
        }
        catch (Exception failure) when (failure is JsonException or FormatException or ArgumentException or OverflowException)
        {
            throw new NodeException("flow.input-type", LocalText.Of(
                $"The flow's input \"{input}\" takes a value of the type {type}, and this one cannot become that.",
                $"플로우의 \"{input}\" 입력에는 {type} 유형의 값이 필요한데, 들어온 값은 그 유형으로 바꿀 수 없습니다."), innerException: failure);
        }
    }

    /// <summary>A value as text: JSON strings bare, documents and messages by their texts.</summary>
    public static string TextOf(object value) => value switch
    {
        string text => text,
        Document document => document.Text,
        DocumentList documents => documents.ToText(isNumbered: false),
        Message message => message.Text,
        MessageList messages => string.Join("\n\n", messages.Select(message => message.Text)),
        _ => JsonOfValue.TextOf(PortValueJson.Write(value)),
    };

    /// <summary>A value as JSON.</summary>
    public static JsonElement JsonOf(object value) => value is Document document
        ? PortValueJson.Write(new DocumentList([document]))[0]
        : PortValueJson.Write(value);

    /// <summary>A value as documents: what is none becomes the text of one.</summary>
    public static DocumentList DocumentsOf(object value) => value switch
    {
        DocumentList documents => documents,
        Document document => new DocumentList([document]),
        _ => new DocumentList([new Document { Text = TextOf(value) }]),
    };
}
