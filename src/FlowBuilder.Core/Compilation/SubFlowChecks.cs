using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Checks the flows that nodes embed, to any depth. What is wrong inside keeps the outer flow from running, not from being saved.</summary>
internal static class SubFlowChecks
{
    /// <summary>Adds what is wrong inside a node's embedded flow, with paths that lead into it.</summary>
    /// <param name="index">The outer flow.</param>
    /// <param name="at">The node.</param>
    /// <param name="path">The node's path.</param>
    /// <param name="catalogue">The node types.</param>
    /// <param name="level">How many flows are around the inner one.</param>
    /// <param name="problems">What is wrong is added here.</param>
    public static void Check(FlowIndex index, int at, string path, NodeCatalogue catalogue, int level, DiagnosticList problems)
    {
        var node = index.Flow.Nodes[at];
        foreach (var field in index[at].Type!.Fields)
        {
            if (field.Kind != FieldKind.Flow || !node.Settings.TryGet(field.Name, out var setting) || !SubFlow.IsEmbedded(setting)) continue;
            var inside = JsonPath.Member(path + ".settings", field.Name);
            if (level >= FlowLimits.SubFlowLevels)
            {
                problems.Add(Make(DiagnosticCodes.LimitLevels, inside, TooDeep));
                continue;
            }

            var title = index.TitleOf(at);
            var found = new DiagnosticList();
            var flow = SubFlow.Read(setting, catalogue, found, out var places);
            if (flow is null && !found.HasInvalid) found.Add(Make(DiagnosticCodes.FileLoneSurrogate, JsonPath.Root, Unreadable));
            if (flow is not null) new FlowValidator(catalogue).Check(flow, places, found, level + 1);
            foreach (var problem in found.ToImmutable().Where(problem => problem.Severity != DiagnosticSeverity.Warning))
            {
                problems.Add(Make(problem.Code, inside + problem.Path[JsonPath.Root.Length..], LocalText.Of(
                    $"Inside {title.English}: {problem.Text.English}",
                    $"{title.For(Languages.Korean)} 안: {problem.Text.For(Languages.Korean)}")));
            }

            FlowDiagnostic Make(string code, string where, LocalText text) =>
                new(code, DiagnosticSeverity.Incomplete, where, text) { Node = node.Id, Setting = field.Name };
        }
    }

    /// <summary>Says that flows run flows over too many levels.</summary>
    public static readonly LocalText TooDeep = LocalText.Of(
        $"Flows run flows over more than {FlowLimits.SubFlowLevels} levels here. Take a level out.",
        $"플로우가 {FlowLimits.SubFlowLevels}단계를 넘게 다른 플로우를 실행합니다. 단계를 줄이세요.");

    private static readonly LocalText Unreadable = LocalText.Of(
        "A text holds half of a surrogate pair and cannot be read.",
        "서로게이트 쌍의 반쪽만 있는 텍스트가 있어 읽을 수 없습니다.");
}
