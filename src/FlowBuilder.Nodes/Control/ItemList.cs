using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Control;

/// <summary>The items of a list, in whatever form a list comes out of a port.</summary>
internal static partial class ItemList
{
    /// <summary>The items in their order: a <see cref="JsonElement"/>, a <see cref="Document"/>, a <see cref="Message"/> or a text each.</summary>
    /// <exception cref="NodeException">The value is no list (<c>for-each.no-list</c>).</exception>
    public static IReadOnlyList<object> Of(object value, ItemSplit split) => value switch
    {
        DocumentList documents => documents,
        MessageList messages => messages,
        JsonElement { ValueKind: JsonValueKind.Array } json => [.. json.EnumerateArray().Select(item => (object)item)],
        JsonElement { ValueKind: JsonValueKind.Null } => [],
        JsonElement { ValueKind: JsonValueKind.String } json => Split(json.GetString()!, split),
        string text => Split(text, split),
        _ => throw new NodeException("for-each.no-list", LocalText.Of(
            "What came to \"items\" is no list. Wire a JSON list, documents, or a text with one item in each line.",
            "\"항목\" 입력으로 들어온 값이 목록이 아닙니다. JSON 목록이나 문서, 또는 한 줄에 하나씩 쓴 텍스트를 연결하세요.")),
    };

    private static List<object> Split(string text, ItemSplit split)
    {
        if (split == ItemSplit.Auto && ListIn(text) is { } list) return list;
        return split == ItemSplit.Paragraphs
            ? [.. BlankLines().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0)]
            : [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
    }

    // A model that is asked for a list often writes JSON, with or without a fence around it.
    private static List<object>? ListIn(string text)
    {
        var bare = text.Trim();
        if (!bare.StartsWith('[') && !bare.StartsWith("```", StringComparison.Ordinal)) return null;
        try
        {
            return JsonInText.Read(bare) is { ValueKind: JsonValueKind.Array } json ? [.. json.EnumerateArray().Select(item => (object)item)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\r?\n[ \t]*\r?\n", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BlankLines();
}
