using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools;

/// <summary>What is said of a name that no model can call a tool by.</summary>
internal static class ToolNames
{
    /// <summary>The problem of such a name.</summary>
    public static SettingProblem Problem(string setting) => new("setting.not-a-name", setting, LocalText.Of(
        "\"Tool name\" may hold letters, digits, _ and - only.",
        "\"도구 이름\"에는 영문자, 숫자, _, -만 쓸 수 있습니다."));
}
