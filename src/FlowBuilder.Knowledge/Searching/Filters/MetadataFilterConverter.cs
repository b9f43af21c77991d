using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>Reads and writes filters in the form that <see cref="MetadataFilter"/> shows.</summary>
internal sealed class MetadataFilterConverter : JsonConverter<MetadataFilter>
{
    private const string Forms = "A condition has \"field\" with \"equals\", \"oneOf\", \"from\" and \"to\", or \"exists\"; or it has \"and\", \"or\" or \"not\" alone.";

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

    private static MetadataFilter Read(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Wrong(path, "This is no object.");
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
            _ => throw Wrong(path, $"It has {(names.Length == 0 ? "nothing" : string.Join(", ", names))}."),
        };
    }

    private static List<MetadataFilter> ReadAll(JsonElement element, string path) =>
        [.. Items(element, path).Select((item, i) => Read(item, $"{path}[{i}]"))];

    private static List<string> Values(JsonElement element, string path) => [.. Items(element, path).Select((item, i) => Value(item, $"{path}[{i}]"))];

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw Wrong(path, "This is no list.");

    private static string Field(JsonElement element, string path) => element.GetProperty("field") is { ValueKind: JsonValueKind.String } field
        ? field.GetString() ?? ""
        : throw Wrong($"{path}.field", "The name of a field is a text.");

    private static string? Bound(JsonElement element, string name, string path) =>
        element.TryGetProperty(name, out var bound) ? Value(bound, $"{path}.{name}") : null;

    private static bool Truth(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(path, "This is neither true nor false."),
    };

    private static string Value(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() ?? "",
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw Wrong(path, "A value is a text, a number, true or false."),
    };

    private static JsonException Wrong(string path, string what) => new($"{what} {Forms}", path, null, null);
}
