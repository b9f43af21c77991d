using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Guards.Checks;

/// <summary>How long a text may be, and in which languages.</summary>
public sealed record TextCheckSettings
{
    /// <summary>What is done.</summary>
    [Field(OnCard = true)]
    [Text("en", "When it does not pass", "What is done with a text that is too long, too short or in another language.")]
    [Text("ko", "통과하지 못하면", "너무 길거나 짧거나 다른 언어로 쓴 텍스트를 어떻게 할지 정합니다.")]
    public CheckAction Action { get; init; }

    /// <summary>The longest length; null for any.</summary>
    [Field(OnCard = true)]
    [Range(1, 10_000_000)]
    [Text("en", "At most", "The longest text that passes; empty for any.")]
    [Text("ko", "최대 길이", "통과할 수 있는 가장 긴 길이입니다. 비워 두면 제한이 없습니다.")]
    public int? Most { get; init; } = 4000;

    /// <summary>The shortest length; null for any.</summary>
    [Range(1, 10_000_000)]
    [Text("en", "At least", "The shortest text that passes; empty for any.")]
    [Text("ko", "최소 길이", "통과할 수 있는 가장 짧은 길이입니다. 비워 두면 제한이 없습니다.")]
    public int? Least { get; init; }

    /// <summary>What the length is counted in.</summary>
    [Text("en", "Counted in", "What the length is counted in.")]
    [Text("ko", "길이 단위", "길이를 무엇으로 셀지 정합니다.")]
    public TextUnit Unit { get; init; }

    /// <summary>The languages that pass, by ISO 639-1 code; empty for any.</summary>
    [Field(Placeholder = "ko")]
    [Text("en", "Languages", "Codes of the languages that pass, one on each line, such as ko and en; empty for any. Told by script and common words.")]
    [Text("ko", "언어", "통과할 언어의 코드를 ko, en처럼 한 줄에 하나씩 쓰세요. 비워 두면 모두 통과합니다. 문자와 자주 쓰는 단어로 구분합니다.")]
    public IReadOnlyList<string> Languages { get; init; } = [];
}
