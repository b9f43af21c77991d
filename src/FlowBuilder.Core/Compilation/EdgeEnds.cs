using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Looks at the two ends of an edge: whether they exist, face each other and fit.</summary>
internal static class EdgeEnds
{
    /// <summary>Adds what is wrong with the ends of an edge between nodes that may not exist.</summary>
    /// <param name="index">The flow.</param>
    /// <param name="from">Where the edge comes from.</param>
    /// <param name="to">Where it goes to.</param>
    /// <param name="problems">What is wrong is added here: one problem for each end at most, or one for the pair.</param>
    /// <returns>The input port that the edge ends at, where it exists.</returns>
    public static PortSpec? Check(FlowIndex index, PortAddress from, PortAddress to, List<EdgeProblem> problems)
    {
        var found = problems.Count;
        var output = Port(index, from, PortDirection.Output, problems);
        var input = Port(index, to, PortDirection.Input, problems);
        if (problems.Count > found) return input;
        if (from.Node == to.Node)
        {
            problems.Add(new EdgeProblem(DiagnosticCodes.EdgeSelf, IsAtEnd: true, LocalText.Of(
                "A node cannot feed itself. To repeat something, use a node that runs a flow.",
                "노드의 출력을 같은 노드의 입력에 연결할 수 없습니다. 반복하려면 플로우를 실행하는 노드를 사용하세요.")));
        }
        else if (output is not null && input is not null && PortConversions.WhyNot(output, input) is { } reason)
        {
            problems.Add(new EdgeProblem(DiagnosticCodes.EdgeType, IsAtEnd: true, reason));
        }

        return input;
    }

    private static PortSpec? Port(FlowIndex index, PortAddress address, PortDirection direction, List<EdgeProblem> problems)
    {
        var isAtEnd = direction == PortDirection.Input;
        var at = index.Find(address.Node);
        if (at < 0)
        {
            var id = Quoted.Text(address.Node.Value ?? "");
            problems.Add(new EdgeProblem(DiagnosticCodes.EdgeDangling, isAtEnd, LocalText.Of(
                $"There is no node {id}. Remove the edge or add the node.",
                $"{id} 노드가 없습니다. 연결선을 지우거나 노드를 추가하세요.")));
            return null;
        }

        var node = index[at];
        if (node.Type is null) return null;
        var port = node.Find(address.Port, direction);
        if (port is { IsHidden: false } || (port is null && node.HasUncertainPorts)) return port;
        problems.Add(Refusal(index.TitleOf(at), Quoted.Text(address.Port), isAtEnd, port is not null, IsOpposite(node, address.Port, direction)));
        return port;
    }

    private static bool IsOpposite(IndexedNode node, string port, PortDirection direction) =>
        node.Find(port, direction == PortDirection.Input ? PortDirection.Output : PortDirection.Input) is not null;

    private static EdgeProblem Refusal(LocalText title, string port, bool isAtEnd, bool isHidden, bool isOpposite)
    {
        var (english, korean) = (title.English, title.For(Languages.Korean));
        return (isHidden, isOpposite, isAtEnd) switch
        {
            (true, _, _) => new EdgeProblem(DiagnosticCodes.EdgeHiddenPort, isAtEnd, LocalText.Of(
                $"{port} of {english} is the flow's own result and takes no wire.",
                $"{korean} 노드의 {port} 포트는 플로우의 결과이므로 연결선을 이을 수 없습니다.")),
            (_, true, true) => new EdgeProblem(DiagnosticCodes.EdgeDirection, isAtEnd, LocalText.Of(
                $"{port} of {english} is an output; an edge must end at an input.",
                $"{korean} 노드의 {port} 포트는 출력입니다. 연결선은 입력에서 끝나야 합니다.")),
            (_, true, false) => new EdgeProblem(DiagnosticCodes.EdgeDirection, isAtEnd, LocalText.Of(
                $"{port} of {english} is an input; an edge must begin at an output.",
                $"{korean} 노드의 {port} 포트는 입력입니다. 연결선은 출력에서 시작해야 합니다.")),
            (_, _, true) => new EdgeProblem(DiagnosticCodes.EdgeUnknownPort, isAtEnd, LocalText.Of(
                $"{english} has no input {port}.",
                $"{korean} 노드에는 {port} 입력이 없습니다.")),
            _ => new EdgeProblem(DiagnosticCodes.EdgeUnknownPort, isAtEnd, LocalText.Of(
                $"{english} has no output {port}.",
                $"{korean} 노드에는 {port} 출력이 없습니다.")),
        };
    }
}
