using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Guards.Topics;

/// <summary>Where in a text a banned word counts.</summary>
public enum TopicMatch
{
    /// <summary>As a word of its own, with or without an ending or a Korean particle.</summary>
    [Text("en", "Whole words, with endings and particles")]
    [Text("ko", "단어 단위(조사와 어미 포함)")]
    Words,

    /// <summary>Inside other words too.</summary>
    [Text("en", "Inside other words too")]
    [Text("ko", "다른 단어 안에 있어도")]
    Anywhere,
}
