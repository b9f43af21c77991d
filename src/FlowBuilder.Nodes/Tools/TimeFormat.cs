using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools;

/// <summary>How a time is written.</summary>
public enum TimeFormat
{
    /// <summary>Weekday, date and time in words.</summary>
    [Text("en", "Date and time in words")]
    [Text("ko", "글로 쓴 날짜와 시각")]
    Words,

    /// <summary>ISO 8601 with its offset.</summary>
    [Text("en", "ISO 8601")]
    [Text("ko", "ISO 8601")]
    Iso,

    /// <summary>Year, month, day.</summary>
    [Text("en", "Date (2026-11-21)")]
    [Text("ko", "날짜 (2026-11-21)")]
    Date,

    /// <summary>Hours and minutes.</summary>
    [Text("en", "Time (14:05)")]
    [Text("ko", "시각 (14:05)")]
    Time,

    /// <summary>By a pattern of one's own.</summary>
    [Text("en", "Own pattern")]
    [Text("ko", "직접 정한 형식")]
    Pattern,
}
