using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Knowledge.Splitting;

/// <summary>Where a text may be cut into passages.</summary>
public enum SplitMethod
{
    /// <summary>At the best place near the size: a paragraph, else a line, else a sentence, else a word.</summary>
    [Text("en", "Paragraphs, then sentences")]
    [Text("ko", "문단, 다음으로 문장")]
    Recursive,

    /// <summary>Between sentences; each passage holds as many whole ones as fit.</summary>
    [Text("en", "Whole sentences")]
    [Text("ko", "문장 단위")]
    Sentences,

    /// <summary>At Markdown headings; a section that is too long is cut like <see cref="Recursive"/>.</summary>
    [Text("en", "Sections under headings")]
    [Text("ko", "제목별 구역")]
    Sections,

    /// <summary>After the given number of characters, wherever that is.</summary>
    [Text("en", "Number of characters")]
    [Text("ko", "글자 수")]
    Characters,

    /// <summary>As <see cref="Recursive"/>, but sizes count tokens as a model does, estimated by <see cref="Core.Text.TokenEstimator"/>.</summary>
    [Text("en", "Number of tokens")]
    [Text("ko", "토큰 수")]
    Tokens,
}
