using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Agents;

/// <summary>What becomes of a call of a tool that changes something outside.</summary>
public enum ChangingTools
{
    /// <summary>It is not made, and the model is told so.</summary>
    [Text("en", "Refuse")]
    [Text("ko", "거부")]
    Refuse,

    /// <summary>It is made like any other.</summary>
    [Text("en", "Allow")]
    [Text("ko", "허용")]
    Allow,

    /// <summary>A person is asked before each call; the run waits for the answer.</summary>
    [Text("en", "Ask a person each time")]
    [Text("ko", "매번 사람에게 묻기")]
    Ask,
}
