using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Models;

namespace FlowBuilder.Nodes.Agents;

/// <summary>What may be wrong with an agent, and what it is called.</summary>
internal static class AgentChecks
{
    /// <summary>Every problem.</summary>
    public static IEnumerable<SettingProblem> ProblemsOf(AgentSettings settings)
    {
        foreach (var problem in ChatAnswer.ProblemsOf(settings.Format, settings.Schema)) yield return problem;
        if (settings.ToolName.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')) yield break;
        yield return new SettingProblem("setting.not-a-name", "toolName", LocalText.Of(
            "\"Name for other agents\" may hold letters, digits, _ and - only.",
            "\"다른 에이전트가 부를 이름\"에는 영문자, 숫자, _, -만 쓸 수 있습니다."));
    }

    /// <summary>What other agents call it by.</summary>
    public static string NameOf(AgentSettings settings, NodeContext context) =>
        settings.ToolName.Length > 0 ? settings.ToolName : OfferedTools.Cleaned(context.NodeId.Value);

    /// <summary>There is neither a task, nor anybody who could give one.</summary>
    public static NodeException NoPrompt() => new(
        "agent.no-prompt",
        LocalText.Of(
            "The agent has nothing to do. Connect a text to \"prompt\", or connect \"tool\" to another agent.",
            "에이전트가 할 일이 없습니다. \"프롬프트\"에 텍스트를 연결하거나 \"도구\"를 다른 에이전트에 연결하세요."),
        FaultKind.Input);
}
