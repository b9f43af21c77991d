using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Nodes.Human;

/// <summary>Something that a person fills in when they approve; it becomes an output.</summary>
public sealed record ApprovalField
{
    /// <summary>The field's name, which is its output.</summary>
    [Field(Required = true, Placeholder = "amount")]
    [MaxLength(64)]
    [Text("en", "Field", "The name of the output that carries what was filled in.")]
    [Text("ko", "항목", "입력한 내용이 나오는 출력의 이름입니다.")]
    public string Name { get; init; } = "";

    /// <summary>What the person reads beside it; empty for the name.</summary>
    [MaxLength(200)]
    [Text("en", "Label", "What the person reads; empty for the name.")]
    [Text("ko", "표시할 이름", "담당자가 보는 이름입니다. 비워 두면 항목 이름을 씁니다.")]
    public string Label { get; init; } = "";

    /// <summary>What is filled in.</summary>
    [Text("en", "Kind", "What is filled in.")]
    [Text("ko", "종류", "무엇을 입력받을지 정합니다.")]
    public QuestionFieldKind Kind { get; init; }

    /// <summary>What may be chosen.</summary>
    [Field(VisibleWhen = nameof(Kind), VisibleValues = "choice")]
    [Text("en", "Choices", "What the person may choose from, one per line.")]
    [Text("ko", "선택지", "담당자가 고를 수 있는 값을 한 줄에 하나씩 씁니다.")]
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What stands in the field at first; may have variables.</summary>
    [Field(Kind = FieldKind.Template)]
    [Text("en", "At first", "What stands there at first. {{draft}} puts in a draft that the person can change before it is passed on.")]
    [Text("ko", "처음 값", "처음에 들어 있을 값입니다. {{초안}}이라고 쓰면 초안이 들어가고, 담당자가 고친 뒤 보낼 수 있습니다.")]
    public string Value { get; init; } = "";

    /// <summary>Whether it may not be left empty.</summary>
    [Text("en", "Required", "Whether it has to be filled in to approve.")]
    [Text("ko", "필수", "승인하려면 반드시 채워야 하는지 정합니다.")]
    public bool Required { get; init; }
}
