using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Logic;

/// <summary>A class that a text can belong to.</summary>
public sealed record ClassChoice
{
    /// <summary>Its name, which is its output.</summary>
    [Field(Required = true)]
    [MaxLength(64)]
    [Text("en", "Class", "The name of the class, and of its output.")]
    [Text("ko", "분류", "분류의 이름이자 출력의 이름입니다.")]
    public string Name { get; init; } = "";

    /// <summary>What belongs into it.</summary>
    [Field(Kind = FieldKind.Multiline)]
    [MaxLength(2000)]
    [Text("en", "What belongs here", "A sentence, with an example or two.")]
    [Text("ko", "들어갈 내용", "예를 한두 가지 넣어 한 문장으로 쓰세요.")]
    public string About { get; init; } = "";
}
