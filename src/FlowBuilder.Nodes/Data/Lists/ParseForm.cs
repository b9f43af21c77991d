using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>In which form a list or table is written.</summary>
public enum ParseForm
{
    /// <summary>Whichever it looks like.</summary>
    [Text("en", "Whatever it looks like")]
    [Text("ko", "자동으로 판단")]
    Auto,

    /// <summary>Bullets, numbers, lines or commas.</summary>
    [Text("en", "List: bullets, numbers, lines or commas")]
    [Text("ko", "목록: 글머리표, 번호, 줄, 쉼표")]
    List,

    /// <summary>Values separated by commas, semicolons or tabs.</summary>
    [Text("en", "CSV")]
    [Text("ko", "CSV")]
    Csv,

    /// <summary>A table as Markdown writes it.</summary>
    [Text("en", "Markdown table")]
    [Text("ko", "마크다운 표")]
    Markdown,
}
