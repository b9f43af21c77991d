using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Web.Editing.Canvas;
using FlowBuilder.Web.Localization;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>Collects what may stand inside the braces of a node's templates.</summary>
internal static class TemplateWords
{
    /// <summary>The variables of the node, each with what feeds it, then the blocks and the names of items.</summary>
    /// <param name="node">The node.</param>
    /// <param name="flow">The flow, for its wires.</param>
    /// <param name="titleOf">A node's name for people.</param>
    /// <param name="texts">The language of the page.</param>
    public static IReadOnlyList<TemplateWord> Of(NodeModel node, Flow flow, Func<NodeId, string> titleOf, IStringLocalizer<Texts> texts)
    {
        var feeds = flow.Edges.Where(edge => edge.To.Node == node.Node.Id).ToLookup(edge => edge.To.Port, edge => edge.From);
        var declared = node.Type?.Ports.Where(port => port.Direction == PortDirection.Input).Select(port => port.Id).ToHashSet() ?? [];
        var variables = node.Ports
            .Where(port => port.Direction == PortDirection.Input && !declared.Contains(port.Id))
            .Select(port => new TemplateWord(port.Id, HintOf(feeds[port.Id].ToList(), titleOf, texts)));
        return
        [
            .. variables,
            new("this", texts["Template.This"], "item"),
            new("@index", texts["Template.Index"], "item"),
            new("@first", texts["Template.First"], "item"),
            new("@last", texts["Template.Last"], "item"),
            new("#if", texts["Template.If"], "block"),
            new("#unless", texts["Template.Unless"], "block"),
            new("#each", texts["Template.Each"], "block"),
            new("#with", texts["Template.With"], "block"),
            new("else", texts["Template.Else"], "else"),
        ];
    }

    private static string HintOf(List<PortAddress> sources, Func<NodeId, string> titleOf, IStringLocalizer<Texts> texts) =>
        sources.Count == 0 ? texts["Template.NotWired"] : "← " + string.Join(", ", sources.Select(source => titleOf(source.Node)).Distinct());
}
