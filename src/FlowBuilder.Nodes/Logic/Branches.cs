using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Logic;

/// <summary>Outputs that an author names, and one for what goes into none of them.</summary>
internal static class Branches
{
    /// <summary>Where a value goes that fits no branch.</summary>
    public const string Else = "else";

    /// <summary>An output for each name, and the one for the rest behind them.</summary>
    public static IEnumerable<PortSpec> PortsOf(IEnumerable<string> names) => Distinct(names)
        .Select(name => Port(name, LocalText.Verbatim(name), LocalText.Of(
            $"The value, when it goes into \"{name}\".",
            $"값이 \"{name}\" 갈래에 들어가면 나옵니다.")))
        .Append(Port(Else, LocalText.Of("else", "그 외"), LocalText.Of(
            "The value, when it fits none of the others.",
            "어느 갈래에도 맞지 않을 때 값이 나옵니다.")));

    /// <summary>The value on a branch's output.</summary>
    public static NodeOutput Give(string name, object value) => new OutputPort<object>(name).Value(value);

    /// <summary>The names that make an output, each once.</summary>
    public static IEnumerable<string> Distinct(IEnumerable<string> names) =>
        names.Where(name => name.Length > 0 && name != Else && name != NodeType.ErrorPort).Distinct(StringComparer.Ordinal);

    /// <summary>What is wrong with the names.</summary>
    /// <param name="setting">The setting that lists them.</param>
    /// <param name="names">The names, in the order of their rows.</param>
    /// <param name="taken">Outputs that the node has anyway, beside the one for errors.</param>
    public static IEnumerable<SettingProblem> ProblemsOf(string setting, IReadOnlyList<string> names, params string[] taken)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var number = i + 1;
            if (string.IsNullOrWhiteSpace(names[i]))
            {
                yield return new SettingProblem("branch.unnamed", setting, LocalText.Of(
                    $"Row {number} has no name; give it one.",
                    $"{number}번째 행에 이름이 없습니다. 이름을 입력하세요."), IsMissing: true);
            }
            else if (names[i] == NodeType.ErrorPort || taken.Contains(names[i]))
            {
                yield return new SettingProblem("branch.reserved", setting, LocalText.Of(
                    $"Row {number}: \"{names[i]}\" is the name of another output of this node. Choose another name.",
                    $"{number}번째 행: \"{names[i]}\"은(는) 이 노드의 다른 출력 이름입니다. 다른 이름을 쓰세요."));
            }
            else if (names.Take(i).Contains(names[i], StringComparer.Ordinal))
            {
                yield return new SettingProblem("branch.twice", setting, LocalText.Of(
                    $"Row {number}: \"{names[i]}\" stands in the list twice. Give each row a name of its own.",
                    $"{number}번째 행: \"{names[i]}\" 이름이 두 번 나옵니다. 행마다 다른 이름을 쓰세요."));
            }
        }
    }

    private static PortSpec Port(string id, LocalText label, LocalText help) => new()
    {
        Id = id,
        Direction = PortDirection.Output,
        Type = PortType.Any,
        Label = label,
        Help = help,
    };
}
