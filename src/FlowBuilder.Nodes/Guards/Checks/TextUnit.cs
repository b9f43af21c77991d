using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Guards.Checks;

/// <summary>What the length of a text is counted in.</summary>
public enum TextUnit
{
    /// <summary>What people see as one character.</summary>
    [Text("en", "Characters")]
    [Text("ko", "글자")]
    Characters,

    /// <summary>What stands between blanks.</summary>
    [Text("en", "Words")]
    [Text("ko", "단어")]
    Words,

    /// <summary>Estimated tokens of a model.</summary>
    [Text("en", "Tokens (estimated)")]
    [Text("ko", "토큰(추정)")]
    Tokens,
}
