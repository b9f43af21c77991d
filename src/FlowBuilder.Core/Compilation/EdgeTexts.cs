using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>The sentences about edges that canvas and validator share.</summary>
internal static class EdgeTexts
{
    // A cycle may run through the whole flow; a sentence may not.
    private const int MostTitles = 12;

    public static readonly LocalText Duplicate = LocalText.Of(
        "These two ports are already connected.",
        "두 포트는 이미 연결되어 있습니다.");

    /// <summary>Says that a single port has an edge already.</summary>
    /// <param name="index">The flow.</param>
    /// <param name="taken">The edge that it has.</param>
    public static LocalText PortTaken(FlowIndex index, FlowEdge taken)
    {
        var (port, from) = (Quoted.Text(taken.To.Port), index.Find(taken.From.Node));
        var source = from < 0 ? LocalText.Verbatim(Quoted.Text(taken.From.Node.Value ?? "")) : index.TitleOf(from);
        return LocalText.Of(
            $"{port} takes one edge and already has one, from {source.English}. Remove that one first.",
            $"{port} 입력에는 연결선을 하나만 이을 수 있는데 이미 {source.For(Languages.Korean)} 노드와 연결되어 있습니다. 먼저 그 연결선을 지우세요.");
    }

    /// <summary>Names a cycle by the titles on it.</summary>
    /// <param name="index">The flow.</param>
    /// <param name="nodes">The nodes on it in order, each once.</param>
    public static LocalText Cycle(FlowIndex index, ImmutableArray<int> nodes) => LocalText.Of(
        $"This makes a cycle: {Way(index, nodes, title => title.English)}. To repeat something, use a node that runs a flow.",
        $"순환이 생깁니다: {Way(index, nodes, title => title.For(Languages.Korean))}. 반복하려면 플로우를 실행하는 노드를 사용하세요.");

    private static string Way(FlowIndex index, ImmutableArray<int> nodes, Func<LocalText, string> language)
    {
        var titles = nodes.Take(MostTitles).Select(node => language(index.TitleOf(node)));
        if (nodes.Length > MostTitles) titles = titles.Append($"… (+{nodes.Length - MostTitles})");
        return string.Join(" → ", titles.Append(language(index.TitleOf(nodes[0]))));
    }
}
