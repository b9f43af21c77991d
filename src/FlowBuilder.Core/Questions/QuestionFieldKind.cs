using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Questions;

/// <summary>What is filled in.</summary>
public enum QuestionFieldKind
{
    /// <summary>A line of text.</summary>
    [Text("en", "Line of text")]
    [Text("ko", "한 줄 글")]
    Text,

    /// <summary>Text of several lines.</summary>
    [Text("en", "Longer text")]
    [Text("ko", "긴 글")]
    LongText,

    /// <summary>A number.</summary>
    [Text("en", "Number")]
    [Text("ko", "숫자")]
    Number,

    /// <summary>Yes or no.</summary>
    [Text("en", "Yes or no")]
    [Text("ko", "예/아니요")]
    YesNo,

    /// <summary>One of several.</summary>
    [Text("en", "Choice")]
    [Text("ko", "선택")]
    Choice,
}
