using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Ports;

/// <summary>The JSON form of port values, for events, archives and the API.</summary>
public static class PortValueJson
{
    /// <summary>Writes a whole value. A tool is written as its name and description, and cannot be read back.</summary>
    /// <exception cref="ArgumentException">The value is of no carrying type, or is a live text that has not ended.</exception>
    public static JsonElement Write(object value) => value switch
    {
        JsonElement json => json,
        string or double or bool => JsonSerializer.SerializeToElement(value, value.GetType(), CoreJson.Options),
        Message message => Element(MessageJson.From(message)),
        MessageList messages => Element(messages.Select(MessageJson.From)),
        DocumentList documents => Element(documents),
        Vector vector => Element(vector.Components),
        FileValue file => Element(FileJson.From(file)),
        ImageValue image => Element(ImageJson.From(image)),
        ToolValue tool => Element(new { tool.Function.Name, tool.Function.Description }),
        _ => throw new ArgumentException($"A value of {value?.GetType()} has no JSON form.", nameof(value)),
    };

    /// <summary>Reads a value back.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="json">Its JSON.</param>
    /// <exception cref="JsonException">The JSON is not of that type.</exception>
    public static object Read(PortType type, JsonElement json) => type.Name switch
    {
        "text" => json.GetString() ?? "",
        "number" => json.GetDouble(),
        "boolean" => json.GetBoolean(),
        "message" => Value<MessageJson>(json).ToMessage(),
        "messages" => new MessageList([.. Value<ImmutableArray<MessageJson>>(json).Select(message => message.ToMessage())]),
        "documents" => new DocumentList(Value<ImmutableArray<Document>>(json)),
        "vector" => new Vector(Value<float[]>(json)),
        "file" => Value<FileJson>(json).ToFile(),
        "image" => Value<ImageJson>(json).ToImage(),
        _ => json.Clone(),
    };

    private static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, CoreJson.Options);

    private static T Value<T>(JsonElement json) =>
        json.Deserialize<T>(CoreJson.Options) ?? throw new JsonException("The value is null.");

    private sealed record MessageJson(string Role, string Text, ImmutableArray<ImageJson>? Images)
    {
        public static MessageJson From(Message message) => new(
            message.Role.Value,
            message.Text,
            message.Images.IsDefaultOrEmpty ? null : [.. message.Images.Select(ImageJson.From)]);

        public Message ToMessage() => new(new MessageRole(Role), Text)
        {
            Images = [.. (Images ?? []).Select(image => image.ToImage())],
        };
    }

    private sealed record FileJson(string Name, string MediaType, string Base64)
    {
        public static FileJson From(FileValue file) => new(file.Name, file.MediaType, Convert.ToBase64String(file.Content.Span));

        public FileValue ToFile() => new(Name, MediaType, Convert.FromBase64String(Base64));
    }

    private sealed record ImageJson(string MediaType, string? Base64, Uri? Address)
    {
        public static ImageJson From(ImageValue image) => new(
            image.MediaType,
            image.Content.IsEmpty ? null : Convert.ToBase64String(image.Content.Span),
            image.Address);

        public ImageValue ToImage() => new(MediaType, Base64 is null ? default : Convert.FromBase64String(Base64), Address);
    }
}
