using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Agents;

/// <summary>How a supervisor's workers come to their work.</summary>
public enum Delegation
{
    /// <summary>The supervisor gives each a task, reads what they found, and answers itself.</summary>
    [Text("en", "Give tasks and answer itself")]
    [Text("ko", "작업을 맡기고 직접 답하기")]
    Tasks,

    /// <summary>The supervisor hands the conversation over to one of them, who answers in its place.</summary>
    [Text("en", "Hand the conversation over")]
    [Text("ko", "대화를 넘겨주기")]
    HandOver,
}
