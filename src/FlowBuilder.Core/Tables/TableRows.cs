using System.Text.Json;

namespace FlowBuilder.Core.Tables;

/// <summary>What a query gave.</summary>
/// <param name="Columns">The columns' names, each of them once.</param>
/// <param name="Rows">The rows: a text, a <see cref="long"/>, a <see cref="double"/>, a <see cref="decimal"/>, a truth value or null in each cell.</param>
/// <param name="IsCut">Whether there was more than the limits allow.</param>
public sealed record TableRows(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, bool IsCut)
{
    /// <summary>The rows as a JSON list of objects, the columns in their order.</summary>
    public JsonElement ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = CoreJson.Options.Encoder }))
        {
            writer.WriteStartArray();
            foreach (var row in Rows)
            {
                writer.WriteStartObject();
                for (var i = 0; i < Columns.Count; i++)
                {
                    writer.WritePropertyName(Columns[i]);
                    Write(writer, row[i]);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return JsonSerializer.Deserialize<JsonElement>(buffer.ToArray());
    }

    /// <summary>Names of which each comes once: a name that comes again is numbered.</summary>
    public static IReadOnlyList<string> Distinct(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var result = new List<string>();
        foreach (var name in names)
        {
            var candidate = name;
            for (var number = 2; !taken.Add(candidate); number++) candidate = $"{name} {number}";
            result.Add(candidate);
        }

        return result;
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }
}
