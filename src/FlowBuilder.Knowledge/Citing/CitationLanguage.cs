using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Knowledge.Citing;

/// <summary>In which language the list of sources is written.</summary>
public enum CitationLanguage
{
    /// <summary>In that of the answer.</summary>
    [Text("en", "As the answer")]
    [Text("ko", "답변과 같은 언어")]
    Auto,

    /// <summary>English.</summary>
    [Text("en", "English")]
    [Text("ko", "영어")]
    English,

    /// <summary>Korean.</summary>
    [Text("en", "Korean")]
    [Text("ko", "한국어")]
    Korean,
}
