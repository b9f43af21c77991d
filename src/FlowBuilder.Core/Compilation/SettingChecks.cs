using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Checks the settings of a node whose type is known. What is wrong with them never keeps a flow from being saved.</summary>
internal static class SettingChecks
{
    public static void Check(FlowIndex index, int at, string path, HashSet<PortAddress> fed, DiagnosticList problems)
    {
        var (node, type) = (index.Flow.Nodes[at], index[at].Type!);
        foreach (var problem in index[at].Bound.Problems)
        {
            // What a wire feeds, or what no form shows, nobody can be asked to mend. A check of several settings may name none.
            if (type.FindField(problem.Setting) is { } field
                && (!field.IsVisible(node.Settings, type) || (field.IsPromotable && fed.Contains(new PortAddress(node.Id, field.Name))))) continue;
            Add(problem.Code, DiagnosticSeverity.Incomplete, problem.Setting, problem.Text.English, problem.Text.For(Languages.Korean));
        }

        foreach (var (name, _) in node.Settings)
        {
            if (type.FindField(name) is not null) continue;
            Add(
                DiagnosticCodes.SettingUnknown,
                DiagnosticSeverity.Warning,
                name,
                $"{Quoted.Text(name)} is not a setting of this type of node. It is kept and has no effect.",
                $"{Quoted.Text(name)}은(는) 이 유형의 노드에 없는 설정입니다. 그대로 보관하지만 효과는 없습니다.");
        }

        void Add(string code, DiagnosticSeverity severity, string setting, string english, string korean)
        {
            var title = index.TitleOf(at);
            var text = LocalText.Of($"{title.English}: {english}", $"{title.For(Languages.Korean)}: {korean}");
            problems.Add(new FlowDiagnostic(code, severity, JsonPath.Member(path + ".settings", setting), text)
            {
                Node = node.Id,
                Setting = setting,
            });
        }
    }
}
