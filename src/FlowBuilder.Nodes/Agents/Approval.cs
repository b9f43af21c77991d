using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Asks a person whether an agent may call a tool that changes something outside.</summary>
internal static class Approval
{
    /// <summary>The question about a call, in the language of whoever started the run.</summary>
    public static HumanQuestion QuestionFor(string agent, FunctionCallContent call)
    {
        var text = LocalText.Of(
            $"The agent **{agent}** wants to call **{call.Name}**, which changes something outside. May it?",
            $"에이전트 **{agent}**이(가) 외부의 무언가를 바꾸는 도구 **{call.Name}**을(를) 호출하려 합니다. 허용할까요?");
        return new HumanQuestion
        {
            Text = text.For(CultureInfo.CurrentUICulture),
            Details = JsonSerializer.SerializeToElement(new { Tool = call.Name, call.Arguments }, CoreJson.Options),
        };
    }

    /// <summary>What is told to the model where the person did not agree; null where they did.</summary>
    public static NodeFault? RefusalIn(HumanAnswer? answer) => answer switch
    {
        { IsApproved: true } => null,
        { Comment: { Length: > 0 } comment } => new NodeFault("tool.refused", FaultKind.Flow, LocalText.Of(
            $"A person refused this call: {comment}", $"사람이 이 호출을 거절했습니다: {comment}")),
        not null => new NodeFault("tool.refused", FaultKind.Flow, LocalText.Of(
            "A person refused this call. Do without it.", "사람이 이 호출을 거절했습니다.")),
        null => new NodeFault("tool.refused", FaultKind.Flow, LocalText.Of(
            "Nobody agreed to this call in time. Do without it.", "제때 허용한 사람이 없어 호출하지 않았습니다.")),
    };
}
