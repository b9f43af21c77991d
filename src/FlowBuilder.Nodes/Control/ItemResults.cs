using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Control;

/// <summary>What came of the items of a list, in their order.</summary>
/// <param name="items">The items.</param>
/// <param name="results">The names of what the flow gives, in its order.</param>
internal sealed class ItemResults(IReadOnlyList<object> items, ImmutableArray<FlowInterfacePort> results)
{
    private readonly IReadOnlyDictionary<string, object>?[] _given = new IReadOnlyDictionary<string, object>?[items.Count];
    private readonly NodeException?[] _failures = new NodeException?[items.Count];

    /// <summary>Takes what the flow gave for an item.</summary>
    public void Keep(int index, IReadOnlyDictionary<string, object> given) => _given[index] = given;

    /// <summary>Takes that an item failed.</summary>
    public void Fail(int index, NodeException failure) => _failures[index] = failure;

    /// <summary>The results as a list: of a flow with one result its values, of one with several an object each by name.</summary>
    /// <param name="withGaps">Whether an item that failed has a null in its place.</param>
    public JsonElement ToJson(bool withGaps)
    {
        var list = new List<JsonElement?>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (_given[i] is { } given) list.Add(JsonOf(given));
            else if (withGaps) list.Add(null);
        }

        return JsonSerializer.SerializeToElement(list, CoreJson.Options);
    }

    /// <summary>The first results as texts, a blank line between them.</summary>
    public string ToText() => string.Join("\n\n", Firsts().Select(first => ItemValue.TextOf(first.Value)));

    /// <summary>The first results as documents: documents as they are, anything else as the text of one that keeps where its item came from.</summary>
    public DocumentList ToDocuments() => new([.. Firsts().SelectMany(first => first.Value is DocumentList documents
        ? documents
        : (IEnumerable<Document>)[DocumentOf(first.Index, first.Value)])]);

    /// <summary>What failed: number, item, code and message of each; null where nothing did.</summary>
    /// <param name="language">The language of the messages.</param>
    public JsonElement? Errors(CultureInfo language)
    {
        var errors = _failures.Select((failure, index) => (failure, index)).Where(entry => entry.failure is not null)
            .Select(entry => new { Number = entry.index + 1, Item = ItemValue.JsonOf(items[entry.index]), entry.failure!.Code, Message = entry.failure.Text.For(language) })
            .ToList();
        return errors.Count == 0 ? null : JsonSerializer.SerializeToElement(errors, CoreJson.Options);
    }

    private JsonElement? JsonOf(IReadOnlyDictionary<string, object> given)
    {
        if (results.Length == 1) return given.TryGetValue(results[0].Id, out var only) ? PortValueJson.Write(only) : null;
        return JsonSerializer.SerializeToElement(
            results.Where(result => given.ContainsKey(result.Id)).ToDictionary(result => result.Id, result => PortValueJson.Write(given[result.Id])),
            CoreJson.Options);
    }

    private IEnumerable<(int Index, object Value)> Firsts()
    {
        if (results.IsEmpty) yield break;
        for (var i = 0; i < items.Count; i++)
        {
            if (_given[i] is { } given && given.TryGetValue(results[0].Id, out var value)) yield return (i, value);
        }
    }

    private Document DocumentOf(int index, object value)
    {
        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        return items[index] is Document origin
            ? origin with { Text = ItemValue.TextOf(value), Score = null }
            : new Document { Text = ItemValue.TextOf(value), Title = number, Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("number", number) };
    }
}
