using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Interchange.Pictures;

/// <summary>Picks what a card says of its node's settings.</summary>
public static class NodeFacts
{
    private const int MostLines = 3;
    private const int MostCharacters = 160;

    /// <summary>The settings that the node type wants on its cards, those that are empty left out.</summary>
    /// <param name="node">The node.</param>
    /// <param name="type">Its type, or null for one that this program does not know.</param>
    /// <param name="wired">Its inputs that have a wire.</param>
    /// <param name="offline">What people call the built-in model.</param>
    public static IReadOnlyList<NodeFact> Of(FlowNode node, NodeType? type, IReadOnlySet<string> wired, string offline)
    {
        if (type is null) return [];
        var facts = new List<NodeFact>();
        foreach (var field in type.Fields)
        {
            if (!field.IsOnCard || facts.Count == MostLines || wired.Contains(field.Name)) continue;
            if (!field.IsVisible(node.Settings, type)) continue;
            var value = node.Settings.TryGet(field.Name, out var given) ? given : field.Default;
            if (value is not { } known || Text(field, known) is not { Length: > 0 } text) continue;
            if (field.Kind == FieldKind.Connection && text == ConnectionKind.Offline.Value) text = offline;
            var isLong = field.Kind is FieldKind.Template or FieldKind.Multiline;
            facts.Add(new NodeFact(isLong ? "" : field.Label.ToString(), Shorten(text), isLong));
        }

        return facts;
    }

    private static string Text(SettingField field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when field.Kind == FieldKind.Choice =>
            field.Choices.FirstOrDefault(choice => choice.Value == value.GetString())?.Label.ToString() ?? value.GetString()!,
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object when field.Kind == FieldKind.File => value.TryGetProperty("name", out var name) ? name.GetString() ?? "" : "",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => item.ValueKind switch
        {
            JsonValueKind.String => item.GetString(),
            JsonValueKind.Object when item.TryGetProperty("name", out var label) => label.ToString(),
            _ => item.GetRawText(),
        })),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    private static string Shorten(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.Length <= MostCharacters ? start.ToString() : string.Concat(start[..MostCharacters], "…");
    }
}
