using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Texts;

/// <summary>What is done with a text.</summary>
public enum TextOperation
{
    /// <summary>Blanks around it go.</summary>
    [Text("en", "Trim")]
    [Text("ko", "앞뒤 공백 빼기")]
    Trim,

    /// <summary>All letters become capitals.</summary>
    [Text("en", "Upper case")]
    [Text("ko", "대문자로")]
    Upper,

    /// <summary>All letters become small.</summary>
    [Text("en", "Lower case")]
    [Text("ko", "소문자로")]
    Lower,

    /// <summary>Each word begins with a capital.</summary>
    [Text("en", "Title case")]
    [Text("ko", "단어 첫 글자만 대문자로")]
    Title,

    /// <summary>A part gives way to another.</summary>
    [Text("en", "Replace")]
    [Text("ko", "바꾸기")]
    Replace,

    /// <summary>It becomes a list.</summary>
    [Text("en", "Split into a list")]
    [Text("ko", "목록으로 나누기")]
    Split,

    /// <summary>A list becomes one text.</summary>
    [Text("en", "Join a list")]
    [Text("ko", "목록을 잇기")]
    Join,

    /// <summary>A part of it is taken.</summary>
    [Text("en", "Take a part")]
    [Text("ko", "일부만 잘라 내기")]
    Slice,

    /// <summary>It is filled up to a length.</summary>
    [Text("en", "Pad")]
    [Text("ko", "길이 맞추기")]
    Pad,

    /// <summary>Characters, words and lines are counted.</summary>
    [Text("en", "Count")]
    [Text("ko", "세기")]
    Count,

    /// <summary>Forms of letters, blanks and line breaks are made alike.</summary>
    [Text("en", "Normalise")]
    [Text("ko", "문자와 공백 통일")]
    Normalise,
}
