using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Ports;

/// <summary>The JSON form of port values, for events, archives and the API.</summary>
public static class PortValueJson
{
    // What is read here may come from a person's fallback value: a member that is missing or null is said to be so.
    private static readonly JsonSerializerOptions Strict = new(CoreJson.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

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
        ToolSet set => Element(set.Tools.Select(tool => new { tool.Function.Name, tool.Function.Description })),
        _ => throw new ArgumentException($"A value of {value?.GetType()} has no JSON form.", nameof(value)),
    };

    /// <summary>Whether every number in a value is one that JSON has: neither infinite nor undefined.</summary>
    public static bool HasJsonForm(object value) => value switch
    {
        double number => double.IsFinite(number),
        Vector vector => !vector.Components.Span.ContainsAnyExceptInRange(float.MinValue, float.MaxValue),
        DocumentList documents => documents.All(document => double.IsFinite(document.Score ?? 0)),
        _ => true,
    };

    /// <summary>Reads a value back.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="json">Its JSON.</param>
    /// <exception cref="JsonException">The JSON is not of that type.</exception>
    public static object Read(PortType type, JsonElement json)
    {
        try
        {
            var value = ReadAs(type, json);
            return HasJsonForm(value) ? value : throw new JsonException("A number is too large.");
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException)
        {
            throw new JsonException($"The JSON is not of the type {type}.", failure);
        }
    }

    private static object ReadAs(PortType type, JsonElement json) => type.Name switch
    {
        "text" => json.GetString() ?? "",
        "number" => json.GetDouble(),
        "boolean" => json.GetBoolean(),
        "message" => Value<MessageJson>(json).ToMessage(),
        "messages" => new MessageList([.. Items<MessageJson>(json).Select(message => message.ToMessage())]),
        "documents" => new DocumentList(Items<Document>(json)),
        "vector" => new Vector(Value<float[]>(json)),
        "file" => Value<FileJson>(json).ToFile(),
        "image" => Value<ImageJson>(json).ToImage(),
        _ => json.Clone(),
    };

    private static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, CoreJson.Options);

    private static ImmutableArray<T> Items<T>(JsonElement json)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var item in json.EnumerateArray()) items.Add(Value<T>(item));
        return items.ToImmutable();
    }

    private static T Value<T>(JsonElement json) =>
        json.Deserialize<T>(Strict) ?? throw new JsonException("The value is null.");

    private sealed record MessageJson(string Role, string Text, ImmutableArray<ImageJson>? Images = null)
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

    private sealed record ImageJson(string MediaType, string? Base64 = null, Uri? Address = null)
    {
        public static ImageJson From(ImageValue image) => new(
            image.MediaType,
            image.Content.IsEmpty ? null : Convert.ToBase64String(image.Content.Span),
            image.Address);

        public ImageValue ToImage() => new(MediaType, Base64 is null ? default : Convert.FromBase64String(Base64), Address);
    }
}
