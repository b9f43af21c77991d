using System.Text.Json;
using System.Text.Json.Serialization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>Reads and writes filters in the form that <see cref="MetadataFilter"/> shows.</summary>
internal sealed class MetadataFilterConverter : JsonConverter<MetadataFilter>
{
    private const string Forms = "A condition has \"field\" with \"equals\", \"oneOf\", \"from\" and \"to\", or \"exists\"; or it has \"and\", \"or\" or \"not\" alone.";
    private const string KoreanForms = "조건에는 \"field\"와 함께 \"equals\", \"oneOf\", \"from\"과 \"to\", \"exists\" 중 하나가 있거나, \"and\", \"or\", \"not\" 중 하나만 있어야 합니다.";

    /// <inheritdoc/>
    public override MetadataFilter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Read(document.RootElement, "$");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MetadataFilter value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case AndFilter and:
                WriteAll(writer, "and", and.Filters, options);
                break;
            case OrFilter or:
                WriteAll(writer, "or", or.Filters, options);
                break;
            case NotFilter not:
                writer.WritePropertyName("not");
                Write(writer, not.Filter, options);
                break;
            case EqualsFilter equals:
                writer.WriteString("field", equals.Field);
                writer.WriteString("equals", equals.Value);
                break;
            case OneOfFilter oneOf:
                writer.WriteString("field", oneOf.Field);
                writer.WriteStartArray("oneOf");
                foreach (var wanted in oneOf.Values) writer.WriteStringValue(wanted);
                writer.WriteEndArray();
                break;
            case RangeFilter range:
                writer.WriteString("field", range.Field);
                if (range.From is not null) writer.WriteString("from", range.From);
                if (range.To is not null) writer.WriteString("to", range.To);
                break;
            case ExistsFilter exists:
                writer.WriteString("field", exists.Field);
                writer.WriteBoolean("exists", exists.Exists);
                break;
        }

        writer.WriteEndObject();
    }

    private void WriteAll(Utf8JsonWriter writer, string name, IReadOnlyList<MetadataFilter> filters, JsonSerializerOptions options)
    {
        writer.WriteStartArray(name);
        foreach (var filter in filters) Write(writer, filter, options);
        writer.WriteEndArray();
    }

    /// <summary>Reads a condition that stands at a place of a larger one.</summary>
    public static MetadataFilter Read(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Null) throw Wrong(path, "This is null.", "null입니다.");
        if (element.ValueKind != JsonValueKind.Object) throw Wrong(path, "This is no object.", "객체가 아닙니다.");
        var names = element.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal).ToArray();
        return names switch
        {
            ["and"] => new AndFilter(ReadAll(element.GetProperty("and"), $"{path}.and")),
            ["or"] => new OrFilter(ReadAll(element.GetProperty("or"), $"{path}.or")),
            ["not"] => new NotFilter(Read(element.GetProperty("not"), $"{path}.not")),
            ["equals", "field"] => new EqualsFilter(Field(element, path), Value(element.GetProperty("equals"), $"{path}.equals")),
            ["field", "oneOf"] => new OneOfFilter(Field(element, path), Values(element.GetProperty("oneOf"), $"{path}.oneOf")),
            ["field", "from"] or ["field", "from", "to"] or ["field", "to"] => new RangeFilter(Field(element, path), Bound(element, "from", path), Bound(element, "to", path)),
            ["exists", "field"] => new ExistsFilter(Field(element, path), Truth(element.GetProperty("exists"), $"{path}.exists")),
            [] => throw Wrong(path, "It has nothing.", "아무것도 없습니다."),
            _ => throw Wrong(path, $"It has {Shown(names)}.", $"{Shown(names)} 항목이 있습니다."),
        };
    }

    private static List<MetadataFilter> ReadAll(JsonElement element, string path) =>
        [.. Items(element, path).Select((item, i) => Read(item, $"{path}[{i}]"))];

    private static List<string> Values(JsonElement element, string path) => [.. Items(element, path).Select((item, i) => Value(item, $"{path}[{i}]"))];

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw Wrong(path, "This is no list.", "목록이 아닙니다.");

    private static string Field(JsonElement element, string path) =>
        element.GetProperty("field") is { ValueKind: JsonValueKind.String } field && field.GetString() is { Length: > 0 } name
            ? name
            : throw Wrong($"{path}.field", "The name of a field is a text of one character or more.", "필드 이름은 한 글자 이상의 텍스트여야 합니다.");

    private static string? Bound(JsonElement element, string name, string path) =>
        element.TryGetProperty(name, out var bound) ? Value(bound, $"{path}.{name}") : null;

    private static bool Truth(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(path, "This is neither true nor false.", "true도 false도 아닙니다."),
    };

    private static string Value(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() ?? "",
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw Wrong(path, "A value is a text, a number, true or false.", "값은 텍스트, 숫자, true, false 중 하나여야 합니다."),
    };

    private static string Shown(string[] names) => string.Join(", ", names.Take(10).Select(name => name.Length <= 40 ? name : name[..39] + "…"));

    private static MetadataFilterException Wrong(string path, string english, string korean) =>
        new(path, LocalText.Of($"{english} {Forms}", $"{korean} {KoreanForms}"));
}
