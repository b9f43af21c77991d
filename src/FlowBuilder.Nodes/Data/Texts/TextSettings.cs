using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Texts;

/// <summary>What is done with a text, and how.</summary>
public sealed record TextSettings
{
    /// <summary>What is done.</summary>
    [Field(OnCard = true)]
    [Text("en", "Operation", "What is done with the text.")]
    [Text("ko", "작업", "텍스트로 무엇을 할지 정합니다.")]
    public TextOperation Operation { get; init; }

    /// <summary>What gives way.</summary>
    [Field(OnCard = true, Required = true, VisibleWhen = nameof(Operation), VisibleValues = "replace")]
    [MaxLength(10_000)]
    [Text("en", "Find", "The text that is replaced wherever it stands.")]
    [Text("ko", "찾을 텍스트", "나올 때마다 바꿀 텍스트입니다.")]
    public string Find { get; init; } = "";

    /// <summary>What stands in its place.</summary>
    [Field(VisibleWhen = nameof(Operation), VisibleValues = "replace", Promotable = true)]
    [MaxLength(10_000)]
    [Text("en", "Replace with", "What stands in its place; empty to take it out.")]
    [Text("ko", "바꿀 텍스트", "대신 넣을 텍스트입니다. 비워 두면 빼기만 합니다.")]
    public string Replacement { get; init; } = "";

    /// <summary>Whether capital and small letters count as the same.</summary>
    [Field(Advanced = true, VisibleWhen = nameof(Operation), VisibleValues = "replace")]
    [Text("en", "Ignore case", "Whether capital and small letters count as the same.")]
    [Text("ko", "대소문자 무시", "대문자와 소문자를 같게 볼지 정합니다.")]
    public bool IgnoreCase { get; init; }

    /// <summary>What stands between the items.</summary>
    [Field(OnCard = true, VisibleWhen = nameof(Operation), VisibleValues = "split|join")]
    [MaxLength(1000)]
    [Text("en", "Separator", "What stands between the items; \\n is a line break, \\t a tab; empty when splitting: every character.")]
    [Text("ko", "구분 기호", "항목 사이에 들어가는 것입니다. \\n은 줄바꿈, \\t는 탭입니다. 나눌 때 비워 두면 글자마다 나눕니다.")]
    public string Separator { get; init; } = "\\n";

    /// <summary>Whether empty items are left out.</summary>
    [Field(VisibleWhen = nameof(Operation), VisibleValues = "split|join")]
    [Text("en", "Leave out empty items", "Whether items without text are left out; blanks around the others are trimmed.")]
    [Text("ko", "빈 항목 빼기", "내용이 없는 항목을 빼고, 나머지는 앞뒤 공백을 정리합니다.")]
    public bool SkipEmpty { get; init; } = true;

    /// <summary>The first character, counted from 0; from the end where negative.</summary>
    [Field(OnCard = true, VisibleWhen = nameof(Operation), VisibleValues = "slice")]
    [Text("en", "From", "The first character, counted from 0; negative counts from the end.")]
    [Text("ko", "시작", "첫 글자의 위치입니다. 0부터 세고, 음수면 끝에서 셉니다.")]
    public int From { get; init; }

    /// <summary>The character before which it ends; null for the end.</summary>
    [Field(OnCard = true, VisibleWhen = nameof(Operation), VisibleValues = "slice")]
    [Text("en", "To", "The character before which the part ends; negative counts from the end; empty for the end.")]
    [Text("ko", "끝", "이 글자 바로 앞까지 자릅니다. 음수면 끝에서 세고, 비워 두면 끝까지입니다.")]
    public int? To { get; init; } = 100;

    /// <summary>The length to fill up to.</summary>
    [Field(OnCard = true, VisibleWhen = nameof(Operation), VisibleValues = "pad")]
    [Range(1, 100_000)]
    [Text("en", "Length", "How many characters the text has at least.")]
    [Text("ko", "길이", "텍스트의 최소 글자 수입니다.")]
    public int Length { get; init; } = 10;

    /// <summary>What it is filled up with.</summary>
    [Field(VisibleWhen = nameof(Operation), VisibleValues = "pad")]
    [MaxLength(100)]
    [Text("en", "Fill with", "What is put in, again and again; a blank where it is empty.")]
    [Text("ko", "채울 문자", "반복해서 넣을 문자입니다. 비워 두면 공백을 넣습니다.")]
    public string Filler { get; init; } = "";

    /// <summary>On which side it is filled up.</summary>
    [Field(VisibleWhen = nameof(Operation), VisibleValues = "pad")]
    [Text("en", "Side", "On which side it is put in.")]
    [Text("ko", "채울 쪽", "어느 쪽에 넣을지 정합니다.")]
    public PadSide Side { get; init; }
}
