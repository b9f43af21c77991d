using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>The names, for people, of nodes and of what comparing and merging find in them.</summary>
internal static class PartLabels
{
    private static readonly Dictionary<string, LocalText> Known = new(StringComparer.Ordinal)
    {
        ["name"] = LocalText.Of("Name", "이름"),
        ["description"] = LocalText.Of("Description", "설명"),
        ["tags"] = LocalText.Of("Tags", "태그"),
        ["budget"] = LocalText.Of("Budget", "예산"),
        ["type"] = LocalText.Of("Type", "종류"),
        ["version"] = LocalText.Of("Version of its type", "노드 종류의 버전"),
        ["title"] = LocalText.Of("Title", "제목"),
        ["policy.onError"] = LocalText.Of("If it fails", "실패하면"),
        ["policy.fallback"] = LocalText.Of("Fallback value", "대체 값"),
        ["policy.retries"] = LocalText.Of("Further tries", "다시 시도 횟수"),
        ["policy.timeLimitSeconds"] = LocalText.Of("Time limit in seconds", "제한 시간(초)"),
        ["policy.onInterrupted"] = LocalText.Of("If it is interrupted", "도중에 중단되면"),
        ["policy.budget"] = LocalText.Of("Budget", "예산"),
        ["promoted"] = LocalText.Of("Settings shown as inputs", "입력으로 꺼낸 설정"),
        ["bypassed"] = LocalText.Of("Bypassed", "건너뜀"),
        ["text"] = LocalText.Of("Text", "내용"),
        ["color"] = LocalText.Of("Colour", "색"),
    };

    /// <summary>The name of a value.</summary>
    /// <param name="path">Its place within its part.</param>
    /// <param name="field">The setting that it is of, where it is a known one.</param>
    public static LocalText Of(string path, SettingField? field)
    {
        if (field is not null) return field.Label;
        return Known.TryGetValue(path, out var label)
            ? label
            : LocalText.Verbatim(path.Replace(PartMembers.Unknown, "", StringComparison.Ordinal).Replace(PartMembers.Settings, "", StringComparison.Ordinal));
    }

    /// <summary>The name of a node: its title, its type's, or the type's id.</summary>
    public static LocalText Of(FlowNode node, NodeCatalogue catalogue) =>
        node.Title.Length > 0 ? LocalText.Verbatim(node.Title) : catalogue.Find(node.Type)?.Title ?? LocalText.Verbatim(node.Type);

    /// <summary>The name of the node that an edge ends at, or its id where the flow has no such node.</summary>
    public static LocalText Of(PortAddress end, Flow flow, NodeCatalogue catalogue) =>
        flow.Find(end.Node) is { } node ? Of(node, catalogue) : LocalText.Verbatim(end.Node.Value);
}
