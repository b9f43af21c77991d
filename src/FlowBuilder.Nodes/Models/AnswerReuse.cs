using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Models;

/// <summary>Whether an earlier answer to the same request is used again.</summary>
public enum AnswerReuse
{
    /// <summary>Where the same answer is to be expected: temperature 0, a seed, or the demo model.</summary>
    [Text("en", "When the answer would be the same")]
    [Text("ko", "답이 같을 때만")]
    Auto,

    /// <summary>Always.</summary>
    [Text("en", "Always")]
    [Text("ko", "항상")]
    Always,

    /// <summary>Never.</summary>
    [Text("en", "Never")]
    [Text("ko", "사용 안 함")]
    Never,
}
