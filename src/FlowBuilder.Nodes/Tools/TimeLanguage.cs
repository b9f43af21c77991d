using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools;

/// <summary>The language in which months and weekdays are named.</summary>
public enum TimeLanguage
{
    /// <summary>English.</summary>
    [Text("en", "English")]
    [Text("ko", "영어")]
    English,

    /// <summary>Korean.</summary>
    [Text("en", "Korean")]
    [Text("ko", "한국어")]
    Korean,
}
