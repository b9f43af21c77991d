using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Editing.Search;

/// <summary>Finds nodes of a flow by title, id, type and the text of their settings.</summary>
/// <param name="catalogue">The node types.</param>
internal sealed class NodeSearch(NodeCatalogue catalogue)
{
    /// <summary>The nodes that match, those whose names do first, then as they stand from left to right.</summary>
    public IReadOnlyList<FlowNode> Find(Flow flow, string query) =>
    [
        .. from node in flow.Nodes
           let rank = Rank(node, query)
           where rank is not null
           orderby rank > 2, node.Position.X, node.Position.Y
           select node,
    ];

    /// <summary>How well a node matches what was typed, less being better; null where it does not.</summary>
    public int? Rank(FlowNode node, string query)
    {
        var type = catalogue.Find(node.Type);
        return TextMatch.Rank(
            query,
            [node.Title, node.Id.Value, .. node.Title.Length > 0 ? [] : type?.Title.All.Values ?? []],
            [node.Type, .. type?.Title.All.Values ?? [], .. node.Settings.SelectMany(setting => Texts(setting.Value))]);
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        JsonValueKind.Number => [value.GetRawText()],
        _ => [],
    };
}
