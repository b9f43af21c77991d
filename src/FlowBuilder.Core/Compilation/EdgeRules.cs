using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Says whether an edge may be drawn, while it is drawn.</summary>
public static class EdgeRules
{
    /// <summary>Whether values of one type may go to a port of another, as they are or by one of the fixed conversions.</summary>
    public static bool Fits(PortType from, PortType to) => from == PortType.Any || PortConversions.Fits(from, to);

    /// <summary>Why a new edge between two ports is refused, or null where it may be drawn.</summary>
    /// <param name="flow">The flow without the edge.</param>
    /// <param name="catalogue">The node types.</param>
    /// <param name="from">The port it would come from.</param>
    /// <param name="to">The port it would go to.</param>
    /// <returns>The first reason found, naming nodes by their titles.</returns>
    public static LocalText? WhyNot(Flow flow, NodeCatalogue catalogue, PortAddress from, PortAddress to)
    {
        var index = new FlowIndex(flow, catalogue);
        var problems = new List<EdgeProblem>();
        var input = EdgeEnds.Check(index, from, to, problems);
        if (problems.Count > 0) return problems[0].Text;
        if ((Placeholder(index, from) ?? Placeholder(index, to)) is { } unknown)
        {
            return LocalText.Of(
                $"{unknown.English} is of a type that is not known here, so its ports are not known either.",
                $"{unknown.For(Languages.Korean)} 노드는 알 수 없는 유형이므로 포트도 알 수 없습니다.");
        }

        return WhyNot(index, input, from, to);
    }

    /// <summary>The same for an edge that somebody has drawn elsewhere: what is not known here of a node of an unknown type is taken on trust.</summary>
    internal static LocalText? WhyNotMerged(Flow flow, NodeCatalogue catalogue, PortAddress from, PortAddress to)
    {
        var index = new FlowIndex(flow, catalogue);
        var problems = new List<EdgeProblem>();
        var input = EdgeEnds.Check(index, from, to, problems);
        return problems.Count > 0 ? problems[0].Text : WhyNot(index, input, from, to);
    }

    private static LocalText? WhyNot(FlowIndex index, PortSpec? input, PortAddress from, PortAddress to)
    {
        foreach (var edge in index.Flow.Edges)
        {
            if (edge.To != to) continue;
            if (edge.From == from) return EdgeTexts.Duplicate;
            if (input is { IsList: false }) return EdgeTexts.PortTaken(index, edge);
        }

        return CycleFinder.Way(index, to.Node, from.Node) is { IsEmpty: false } way ? EdgeTexts.Cycle(index, way) : null;
    }

    private static LocalText? Placeholder(FlowIndex index, PortAddress address)
    {
        var node = index.Find(address.Node);
        return index[node].Type is null ? index.TitleOf(node) : null;
    }
}
