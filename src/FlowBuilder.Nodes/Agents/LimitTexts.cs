using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Says which limit stopped an agent, and what its author can do.</summary>
internal static class LimitTexts
{
    /// <summary>The fault of a limit.</summary>
    public static NodeFault FaultOf(AgentLimit limit, AgentSettings settings)
    {
        var (code, text) = limit switch
        {
            AgentLimit.Steps => ("agent.limit-steps", LocalText.Of(
                $"The agent was not done after {settings.Steps} steps. Raise \"Steps\", or make its task smaller.",
                $"에이전트가 {settings.Steps}단계 안에 작업을 끝내지 못했습니다. \"단계\" 값을 늘리거나 작업을 줄이세요.")),
            AgentLimit.Tokens => ("agent.limit-tokens", LocalText.Of(
                $"The agent used up its {Number(settings.Tokens)} tokens. Raise \"Tokens\", or make its task smaller.",
                $"에이전트가 토큰 {Number(settings.Tokens)}개를 모두 사용했습니다. \"토큰\" 값을 늘리거나 작업을 줄이세요.")),
            AgentLimit.Cost => ("agent.limit-cost", LocalText.Of(
                $"The agent used up its {Number(settings.Cost)} US dollars. Raise \"Cost\", or choose a cheaper model.",
                $"에이전트가 비용 한도 {Number(settings.Cost)}달러를 모두 사용했습니다. \"비용\" 값을 늘리거나 더 저렴한 모델을 선택하세요.")),
            AgentLimit.Time => ("agent.limit-time", LocalText.Of(
                $"The agent was not done after {settings.TimeLimit} seconds. Raise \"Time limit\", or make its task smaller.",
                $"에이전트가 {settings.TimeLimit}초 안에 작업을 끝내지 못했습니다. \"시간 제한\" 값을 늘리거나 작업을 줄이세요.")),
            _ => ("agent.repeating", LocalText.Of(
                "The model asked for the very same call again and again. Say in the system prompt when to stop, or use another model.",
                "모델이 똑같은 호출을 계속 반복했습니다. 시스템 프롬프트에 언제 멈출지 적거나 다른 모델을 사용하세요.")),
        };
        return new NodeFault(code, FaultKind.Flow, text);
    }

    /// <summary>The limit's name in a step's title.</summary>
    public static LocalText TitleOf(AgentLimit limit) => limit switch
    {
        AgentLimit.Steps => LocalText.Of("Limit reached: steps", "한도 도달: 단계"),
        AgentLimit.Tokens => LocalText.Of("Limit reached: tokens", "한도 도달: 토큰"),
        AgentLimit.Cost => LocalText.Of("Limit reached: cost", "한도 도달: 비용"),
        AgentLimit.Time => LocalText.Of("Limit reached: time", "한도 도달: 시간"),
        _ => LocalText.Of("The same call again and again", "같은 호출 반복"),
    };

    /// <summary>The fault where a limit on cost cannot be kept.</summary>
    public static NodeException NoPrice(string model) => new("agent.price-unknown", LocalText.Of(
        $"The price of \"{model}\" is not known, so that the limit on cost cannot be kept. Limit the tokens instead.",
        $"\"{model}\"의 가격을 알 수 없어 비용 한도를 지킬 수 없습니다. 대신 토큰 수를 제한하세요."));

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
