using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>Adds up the items of a list, whole or by groups.</summary>
internal static class ListAggregate
{
    // A million of these add up to a decimal still.
    private const double Greatest = 1e22;

    /// <summary>One value for all, or a list of groups in the order of their names, each with its value.</summary>
    public static (JsonElement Result, int Count) Of(List<JsonElement> items, ListSettings settings, ItemOrder order)
    {
        if (settings.GroupBy.Length == 0) return (Value(items, settings, order), items.Count);
        var groups = items
            .Select(item => (Item: item, Key: Find(item, settings.GroupBy)))
            .GroupBy(pair => KeyOf(pair.Key), pair => pair, StringComparer.Ordinal)
            .OrderBy(group => group.First().Key, order)
            .Select(group => new { group = group.First().Key, value = Value([.. group.Select(pair => pair.Item)], settings, order), count = group.Count() })
            .ToList();
        return (JsonSerializer.SerializeToElement(groups, CoreJson.Options), groups.Count);
    }

    /// <summary>What of an item is looked at; null where it has none.</summary>
    public static JsonElement? Find(JsonElement item, string path) =>
        path.Length == 0 ? item : JsonQuery.Parse(path, out var query) is null ? query.Find(item, out _) : null;

    /// <summary>A text that is the same for the same values: 1 and 1.0, and objects whose members come in another order.</summary>
    public static string KeyOf(JsonElement? value) => value switch
    {
        null => "",
        { ValueKind: JsonValueKind.Number } number => number.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        { ValueKind: JsonValueKind.Object } members => $"{{{string.Join(',', members.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{JsonSerializer.Serialize(member.Name)}:{KeyOf(member.Value)}"))}}}",
        { ValueKind: JsonValueKind.Array } list => $"[{string.Join(',', list.EnumerateArray().Select(item => KeyOf(item)))}]",
        { ValueKind: JsonValueKind.String } text => JsonSerializer.Serialize(text.GetString()),
        { } other => other.GetRawText(),
    };

    private static JsonElement Value(List<JsonElement> items, ListSettings settings, ItemOrder order)
    {
        var values = items.Select(item => Find(item, settings.Path)).Where(value => value is { ValueKind: not JsonValueKind.Null }).ToList();
        if (settings.Function is AggregateFunction.Minimum or AggregateFunction.Maximum)
        {
            if (values.Count == 0) return JsonSerializer.SerializeToElement<object?>(null);
            return (settings.Function == AggregateFunction.Minimum ? values.Min(order) : values.Max(order))!.Value;
        }

        var numbers = values.Select(Decimal).Where(number => number is not null).Select(number => number!.Value).ToList();
        return settings.Function switch
        {
            AggregateFunction.Count => JsonSerializer.SerializeToElement(settings.Path.Length == 0 ? items.Count : values.Count),
            AggregateFunction.Sum => JsonSerializer.SerializeToElement(numbers.Sum()),
            _ => numbers.Count == 0 ? JsonSerializer.SerializeToElement<object?>(null) : JsonSerializer.SerializeToElement(numbers.Average()),
        };
    }

    // 0.1 and 0.2 are 0.3 for people; a number that no decimal holds counts as none.
    private static decimal? Decimal(JsonElement? value)
    {
        if (ItemOrder.Number(value) is not { } number || Math.Abs(number) > Greatest) return null;
        return value is { ValueKind: JsonValueKind.Number } exact && exact.TryGetDecimal(out var whole) ? whole : (decimal)number;
    }
}
