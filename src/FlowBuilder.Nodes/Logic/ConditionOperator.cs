using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Logic;

/// <summary>How a condition compares.</summary>
public enum ConditionOperator
{
    /// <summary>The same text or number.</summary>
    [Text("en", "equals")]
    [Text("ko", "같음")]
    Equals,

    /// <summary>Another text or number.</summary>
    [Text("en", "does not equal")]
    [Text("ko", "같지 않음")]
    NotEquals,

    /// <summary>Holds the text; a list holds the item.</summary>
    [Text("en", "contains")]
    [Text("ko", "포함함")]
    Contains,

    /// <summary>Does not hold the text or item.</summary>
    [Text("en", "does not contain")]
    [Text("ko", "포함하지 않음")]
    NotContains,

    /// <summary>Begins with the text.</summary>
    [Text("en", "starts with")]
    [Text("ko", "다음으로 시작함")]
    StartsWith,

    /// <summary>Ends with the text.</summary>
    [Text("en", "ends with")]
    [Text("ko", "다음으로 끝남")]
    EndsWith,

    /// <summary>A greater number, or a text later in order.</summary>
    [Text("en", "is greater than")]
    [Text("ko", "보다 큼")]
    Greater,

    /// <summary>Greater or the same.</summary>
    [Text("en", "is at least")]
    [Text("ko", "크거나 같음")]
    GreaterOrEqual,

    /// <summary>A lesser number, or a text earlier in order.</summary>
    [Text("en", "is less than")]
    [Text("ko", "보다 작음")]
    Less,

    /// <summary>Less or the same.</summary>
    [Text("en", "is at most")]
    [Text("ko", "작거나 같음")]
    LessOrEqual,

    /// <summary>Nothing, a blank text, an empty list or object.</summary>
    [Text("en", "is empty")]
    [Text("ko", "비어 있음")]
    IsEmpty,

    /// <summary>Anything else.</summary>
    [Text("en", "is not empty")]
    [Text("ko", "비어 있지 않음")]
    IsNotEmpty,

    /// <summary>Matches a regular expression.</summary>
    [Text("en", "matches the pattern")]
    [Text("ko", "패턴과 일치함")]
    Matches,

    /// <summary>Is true, or a text or number that says so.</summary>
    [Text("en", "is true")]
    [Text("ko", "참임")]
    IsTrue,
}
