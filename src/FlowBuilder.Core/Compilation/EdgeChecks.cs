using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Checks the edges: their ends, one by one, and the cycles that they form together.</summary>
internal static class EdgeChecks
{
    public static void Check(FlowIndex index, FlowPlaces places, DiagnosticList problems)
    {
        var edges = index.Flow.Edges;
        var seen = new HashSet<(PortAddress, PortAddress)>();
        var taken = new Dictionary<PortAddress, int>();
        var atEnds = new List<EdgeProblem>();
        for (var i = 0; i < edges.Length; i++)
        {
            var edge = edges[i];
            if (!seen.Add((edge.From, edge.To)))
            {
                Add(problems, places.Edge(i), edge.To, new EdgeProblem(DiagnosticCodes.EdgeDuplicate, IsAtEnd: true, EdgeTexts.Duplicate));
                continue;
            }

            atEnds.Clear();
            var input = EdgeEnds.Check(index, edge.From, edge.To, atEnds);
            if (input is { IsList: false } && !taken.TryAdd(edge.To, i))
                atEnds.Add(new EdgeProblem(DiagnosticCodes.EdgePortTaken, IsAtEnd: true, EdgeTexts.PortTaken(index, edges[taken[edge.To]])));
            foreach (var problem in atEnds) Add(problems, places.Edge(i), problem.IsAtEnd ? edge.To : edge.From, problem);
        }

        CheckCycles(index, places, problems);
    }

    private static void CheckCycles(FlowIndex index, FlowPlaces places, DiagnosticList problems)
    {
        Dictionary<(NodeId, NodeId), int>? edgeAt = null;
        foreach (var (cycle, knotSize) in CycleFinder.Find(index))
        {
            edgeAt ??= EdgesByNodes(index.Flow);
            var ids = string.Join(" → ", cycle.Append(cycle[0]).Take(MostIds).Select(node => index.Flow.Nodes[node].Id.Value));
            if (cycle.Length >= MostIds) ids += " → …";
            var (first, last) = (index.Flow.Nodes[cycle[0]].Id, index.Flow.Nodes[cycle[^1]].Id);
            var rest = knotSize - cycle.Length;
            problems.Add(new FlowDiagnostic(
                DiagnosticCodes.FlowCycle,
                DiagnosticSeverity.Invalid,
                places.Edge(edgeAt[(last, first)]),
                LocalText.Of(
                    $"{cycle.Length} nodes form a cycle: {ids}.{(rest > 0 ? $" {rest} more nodes are on cycles with them." : "")} Remove an edge; to repeat something, use a node that runs a flow.",
                    $"노드 {cycle.Length}개가 순환을 이룹니다: {ids}.{(rest > 0 ? $" 노드 {rest}개가 이들과 함께 다른 순환에도 들어 있습니다." : "")} 연결선을 하나 지우세요. 반복하려면 플로우를 실행하는 노드를 사용하세요."))
            {
                Node = first,
            });
        }
    }

    // Enough to find it; a cycle through ten thousand nodes is not read to its end by anyone.
    private const int MostIds = 100;

    private static Dictionary<(NodeId From, NodeId To), int> EdgesByNodes(Flow flow)
    {
        var edges = new Dictionary<(NodeId, NodeId), int>();
        for (var i = 0; i < flow.Edges.Length; i++) edges.TryAdd((flow.Edges[i].From.Node, flow.Edges[i].To.Node), i);
        return edges;
    }

    private static void Add(DiagnosticList problems, string path, PortAddress end, EdgeProblem problem)
    {
        problems.Add(new FlowDiagnostic(problem.Code, DiagnosticSeverity.Invalid, path + (problem.IsAtEnd ? ".to" : ".from"), problem.Text)
        {
            Node = end.Node,
            Port = end.Port,
        });
    }
}
