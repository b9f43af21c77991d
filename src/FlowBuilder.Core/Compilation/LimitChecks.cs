using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Json;

namespace FlowBuilder.Core.Compilation;

/// <summary>Measures a flow against <see cref="FlowLimits"/>.</summary>
internal static class LimitChecks
{
    /// <summary>Whether a flow has more nodes or edges than one may have; if so it says which and by how much.</summary>
    public static bool IsOver(int nodes, int edges, DiagnosticList problems)
    {
        var hasTooManyNodes = IsOver(nodes, FlowLimits.Nodes, DiagnosticCodes.LimitNodes, "nodes", "노드", problems);
        return IsOver(edges, FlowLimits.Edges, DiagnosticCodes.LimitEdges, "edges", "연결선", problems) || hasTooManyNodes;
    }

    /// <summary>Checks the texts that are no settings: names, titles, tags, descriptions, notes.</summary>
    public static void CheckTexts(Flow flow, FlowPlaces places, DiagnosticList problems)
    {
        Name(flow.Name, "$.name", problems);
        Size(flow.Description, "$.description", problems);
        for (var i = 0; i < flow.Tags.Length; i++) Name(flow.Tags[i], JsonPath.Index("$.tags", i), problems);
        for (var i = 0; i < flow.Nodes.Length; i++)
        {
            if (flow.Nodes[i].Title.Length > FlowLimits.NameLength) Name(flow.Nodes[i].Title, places.Node(i) + ".title", problems);
            if (flow.Nodes[i].Type.Length > FlowLimits.NameLength) Name(flow.Nodes[i].Type, places.Node(i) + ".type", problems);
        }
    }

    /// <summary>Checks the size of a note's or description's text.</summary>
    public static void Size(string text, string path, DiagnosticList problems)
    {
        if (text.Length * 3L <= FlowLimits.SettingBytes) return;
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > FlowLimits.SettingBytes) TooLarge(DiagnosticCodes.LimitText, bytes, path, null, null, problems);
    }

    /// <summary>Checks the size of one setting as it stands in the file.</summary>
    public static void Setting(FlowNode node, string name, JsonElement value, string nodePath, DiagnosticList problems)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Number)) return;
        var bytes = JsonMarshal.GetRawUtf8Value(value).Length;
        if (bytes <= FlowLimits.SettingBytes) return;
        TooLarge(DiagnosticCodes.LimitSetting, bytes, JsonPath.Member(nodePath + ".settings", name), node.Id, name, problems);
    }

    private static void Name(string text, string path, DiagnosticList problems)
    {
        if (text.Length <= FlowLimits.NameLength) return;
        problems.Add(
            DiagnosticCodes.LimitText,
            DiagnosticSeverity.Invalid,
            path,
            $"This text has {text.Length:N0} characters; {FlowLimits.NameLength:N0} are allowed, {text.Length - FlowLimits.NameLength:N0} fewer.",
            $"이 텍스트는 {text.Length:N0}자입니다. {FlowLimits.NameLength:N0}자까지 쓸 수 있으므로 {text.Length - FlowLimits.NameLength:N0}자를 줄이세요.");
    }

    private static void TooLarge(string code, int bytes, string path, NodeId? node, string? setting, DiagnosticList problems) =>
        problems.Add(new FlowDiagnostic(code, DiagnosticSeverity.Invalid, path, Text.LocalText.Of(
            $"This value has {bytes:N0} bytes; {FlowLimits.SettingBytes:N0} are allowed, {bytes - FlowLimits.SettingBytes:N0} fewer.",
            $"이 값은 {bytes:N0}바이트입니다. {FlowLimits.SettingBytes:N0}바이트까지 쓸 수 있으므로 {bytes - FlowLimits.SettingBytes:N0}바이트를 줄이세요."))
        {
            Node = node,
            Setting = setting,
        });

    private static bool IsOver(int count, int limit, string code, string english, string korean, DiagnosticList problems)
    {
        if (count <= limit) return false;
        problems.Add(
            code,
            DiagnosticSeverity.Invalid,
            JsonPath.Member(JsonPath.Root, english),
            $"The flow has {count:N0} {english}; {limit:N0} are allowed, {count - limit:N0} fewer. Split it into several flows.",
            $"플로우의 {korean} 수가 {count:N0}개입니다. {limit:N0}개까지 쓸 수 있으므로 {count - limit:N0}개를 줄이거나 여러 플로우로 나누세요.");
        return true;
    }
}
