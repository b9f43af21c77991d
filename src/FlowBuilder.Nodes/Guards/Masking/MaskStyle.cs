using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Guards.Masking;

/// <summary>What stands in place of personal data.</summary>
public enum MaskStyle
{
    /// <summary>A placeholder that <c>guard.restore</c> turns back within the run.</summary>
    [Text("en", "A placeholder that can be restored")]
    [Text("ko", "되돌릴 수 있는 자리표시자")]
    Placeholder,

    /// <summary>The kind only, for good.</summary>
    [Text("en", "Its kind, such as [EMAIL]")]
    [Text("ko", "[EMAIL] 같은 종류 이름")]
    Kind,

    /// <summary>A star for each letter and digit, for good.</summary>
    [Text("en", "Stars")]
    [Text("ko", "별표(*)")]
    Stars,
}
