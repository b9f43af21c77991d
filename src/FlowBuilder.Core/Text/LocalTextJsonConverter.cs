using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Text;

/// <summary>Writes a <see cref="LocalText"/> as an object of language code → sentence; reads a bare string as English.</summary>
internal sealed class LocalTextJsonConverter : JsonConverter<LocalText>
{
    public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return LocalText.Verbatim(reader.GetString()!);
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? [];
        return texts.ContainsKey(LocalText.DefaultLanguage)
            ? new LocalText(texts)
            : throw new JsonException("A text needs an English version.");
    }

    public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (language, text) in value.All) writer.WriteString(language, text);
        writer.WriteEndObject();
    }
}
