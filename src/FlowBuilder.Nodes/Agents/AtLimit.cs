using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Agents;

/// <summary>What an agent does when a limit stops it.</summary>
public enum AtLimit
{
    /// <summary>It answers with what it knows by then.</summary>
    [Text("en", "Answer with what is known so far")]
    [Text("ko", "지금까지 알아낸 것으로 답하기")]
    Answer,

    /// <summary>The node fails.</summary>
    [Text("en", "Fail")]
    [Text("ko", "실패로 처리")]
    Fail,
}
