using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Templates;

/// <summary>What the values of ports are to a template: their text, their members, their items, whether they say something.</summary>
/// <remarks>It reads the kinds of values that ports carry, and nothing by reflection.</remarks>
/// <param name="numbersDocuments">Whether documents written as text are numbered.</param>
internal sealed class TemplateData(bool numbersDocuments)
{
    /// <summary>The value written out; empty for none.</summary>
    public string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        JsonElement json => Text(json),
        DocumentList documents => documents.ToText(numbersDocuments),
        Document document => document.Text,
        Message message => message.Text,
        MessageList messages => string.Join("\n\n", messages.Select(message => $"{message.Role}: {message.Text}")),
        FileValue file => file.Name,
        _ => "",
    };

    /// <summary>Whether a condition on the value holds: false for none, <c>false</c>, 0, an empty text and an empty list.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        string text => text.Length > 0,
        bool truth => truth,
        double number => number is not 0 and not double.NaN,
        int number => number != 0,
        JsonElement json => json.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.Object => true,
            JsonValueKind.String => json.GetString()!.Length > 0,
            JsonValueKind.Number => json.GetDouble() != 0,
            JsonValueKind.Array => json.GetArrayLength() > 0,
            _ => false,
        },
        IReadOnlyCollection<object> list => list.Count > 0,
        _ => true,
    };

    /// <summary>The member of that name, or null where there is none.</summary>
    public static object? Member(object? value, string name) => value switch
    {
        IReadOnlyDictionary<string, object> variables => variables.GetValueOrDefault(name),
        JsonElement { ValueKind: JsonValueKind.Object } json => json.TryGetProperty(name, out var member) ? member : null,
        JsonElement { ValueKind: JsonValueKind.Array } json => At(name, json.GetArrayLength(), index => json[index]),
        DocumentList documents => At(name, documents.Count, index => documents[index]),
        MessageList messages => At(name, messages.Count, index => messages[index]),
        Document document => name switch
        {
            "text" => document.Text,
            "title" => document.Title,
            "source" => document.Source,
            "score" => document.Score,
            _ => document.Metadata.GetValueOrDefault(name),
        },
        Message message => name switch { "text" or "content" => message.Text, "role" => message.Role.Value, _ => null },
        FileValue file => name switch { "name" => file.Name, "mediaType" => file.MediaType, _ => null },
        _ => null,
    };

    /// <summary>The items of a list with their index, or the members of an object with their names.</summary>
    public static IEnumerable<(object Key, object? Value)> Items(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray().Select((item, index) => ((object)index, (object?)item)),
        JsonElement { ValueKind: JsonValueKind.Object } json => json.EnumerateObject().Select(member => ((object)member.Name, (object?)member.Value)),
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } or null => [],
        IEnumerable<Document> documents => documents.Select((item, index) => ((object)index, (object?)item)),
        IEnumerable<Message> messages => messages.Select((item, index) => ((object)index, (object?)item)),
        string { Length: 0 } => [],
        _ => [(0, value)],
    };

    private static string Text(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Object or JsonValueKind.Array => JsonSerializer.Serialize(json, CoreJson.Options),
        _ => json.GetRawText(),
    };

    private static object? At(string name, int count, Func<int, object> item) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count ? item(index)
        : name == "length" ? count
        : null;
}
