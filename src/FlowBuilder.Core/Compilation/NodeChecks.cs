using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Checks each node by itself: its id, its type, its settings, its policy and whether its inputs are fed.</summary>
internal static class NodeChecks
{
    public static void Check(FlowIndex index, FlowPlaces places, DiagnosticList problems, NodeCatalogue catalogue, int level)
    {
        var flow = index.Flow;
        var fed = flow.Edges.Select(edge => edge.To).ToHashSet();
        var connected = flow.Edges.SelectMany(edge => new[] { edge.From.Node, edge.To.Node }).ToHashSet();
        for (var i = 0; i < index.Count; i++)
        {
            var path = places.Node(i);
            CheckId(index, i, path, places, problems);
            var isBypassed = flow.Nodes[i].IsBypassed;
            PolicyChecks.Check(index, i, path, problems);
            foreach (var (name, value) in flow.Nodes[i].Settings) LimitChecks.Setting(flow.Nodes[i], name, value, path, problems);
            if (index[i].Type is not null)
            {
                // What does not run needs neither settings nor inputs.
                if (!isBypassed) SettingChecks.Check(index, i, path, fed, problems);
                if (!isBypassed) CheckInputs(index, i, path, fed, problems);
                if (!isBypassed) SubFlowChecks.Check(index, i, path, catalogue, level, problems);
            }
            else if (!places.IsTypeless(i))
            {
                CheckType(index, i, path, problems);
            }

            if (index.Count > 1 && !connected.Contains(flow.Nodes[i].Id)) Alone(index, i, path, problems);
        }
    }

    private static void CheckId(FlowIndex index, int node, string path, FlowPlaces places, DiagnosticList problems)
    {
        var id = index.Flow.Nodes[node].Id;
        var shown = Quoted.Text(id.Value ?? "");
        if (!NodeId.IsValid(id.Value))
        {
            Add(DiagnosticCodes.NodeIdForm, DiagnosticSeverity.Invalid, LocalText.Of(
                $"{shown} cannot be a node's id: it must begin with a letter and have up to 64 letters, digits, - and _.",
                $"{shown}은(는) 노드 ID로 쓸 수 없습니다. 영문자로 시작하고 영문자, 숫자, -, _로 64자까지 쓰세요."));
        }
        else if (index.Find(id) is var first && first != node)
        {
            Add(DiagnosticCodes.NodeDuplicateId, DiagnosticSeverity.Invalid, LocalText.Of(
                $"There are two nodes {shown}; the other is {places.Node(first)}. Give one of them another id.",
                $"{shown} 노드가 두 개입니다. 다른 하나는 {places.Node(first)}에 있습니다. 둘 중 하나의 ID를 바꾸세요."));
        }

        void Add(string code, DiagnosticSeverity severity, LocalText text) =>
            problems.Add(new FlowDiagnostic(code, severity, path + ".id", text) { Node = id });
    }

    private static void CheckType(FlowIndex index, int node, string path, DiagnosticList problems)
    {
        var given = index.Flow.Nodes[node];
        var (title, type) = (index.TitleOf(node), Quoted.Text(given.Type));
        var (english, korean) = (title.English, title.For(Languages.Korean));
        var declared = index[node].Declared;
        problems.Add((declared is null, given.Version > declared?.Version) switch
        {
            (true, _) => Make(DiagnosticCodes.NodeUnknownType, ".type", LocalText.Of(
                $"{english} is of type {type}, which is not known here. It is kept as it is; the flow can be saved, not run.",
                $"{korean} 노드의 유형 {type}을(를) 알 수 없습니다. 그대로 보관하며, 플로우를 저장할 수는 있지만 실행할 수는 없습니다.")),
            (_, true) => Make(DiagnosticCodes.NodeNewerVersion, ".version", LocalText.Of(
                $"{english} was made by a newer program ({type} version {given.Version}; this one knows {declared!.Version}). It is kept as it is; update the program to run the flow.",
                $"{korean} 노드는 더 새로운 프로그램에서 만들었습니다({type} 버전 {given.Version}, 이 프로그램은 {declared!.Version}). 그대로 보관합니다. 플로우를 실행하려면 프로그램을 업데이트하세요.")),
            _ => Make(DiagnosticCodes.NodeNotUpgraded, ".version", LocalText.Of(
                $"{english} is of an older version ({type} {given.Version}) and its settings could not be brought to version {declared!.Version}. Replace the node by a new one.",
                $"{korean} 노드는 이전 버전({type} {given.Version})이며 설정을 버전 {declared!.Version}(으)로 바꾸지 못했습니다. 새 노드로 바꾸세요.")),
        });

        FlowDiagnostic Make(string code, string member, LocalText text) =>
            new(code, DiagnosticSeverity.Incomplete, path + member, text) { Node = given.Id };
    }

    private static void CheckInputs(FlowIndex index, int node, string path, HashSet<PortAddress> fed, DiagnosticList problems)
    {
        var id = index.Flow.Nodes[node].Id;
        foreach (var port in index[node].Ports)
        {
            if (port.Direction != PortDirection.Input || !port.IsRequired || fed.Contains(new PortAddress(id, port.Id))) continue;
            var title = index.TitleOf(node);
            problems.Add(new FlowDiagnostic(DiagnosticCodes.InputNotConnected, DiagnosticSeverity.Incomplete, path, LocalText.Of(
                $"{title.English} needs a wire at its input \"{port.Label.English}\".",
                $"{title.For(Languages.Korean)} 노드의 \"{port.Label.For(Languages.Korean)}\" 입력에 연결선을 이으세요."))
            {
                Node = id,
                Port = port.Id,
            });
        }
    }

    private static void Alone(FlowIndex index, int node, string path, DiagnosticList problems)
    {
        var title = index.TitleOf(node);
        problems.Add(new FlowDiagnostic(DiagnosticCodes.NodeAlone, DiagnosticSeverity.Warning, path, LocalText.Of(
            $"{title.English} is connected to nothing.",
            $"{title.For(Languages.Korean)} 노드가 아무것과도 연결되어 있지 않습니다."))
        {
            Node = index.Flow.Nodes[node].Id,
        });
    }
}
