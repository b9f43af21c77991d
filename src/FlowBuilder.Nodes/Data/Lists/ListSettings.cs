using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>What is done with a list, and how.</summary>
public sealed record ListSettings
{
    /// <summary>What is done.</summary>
    [Field(OnCard = true)]
    [Text("en", "Operation", "What is done with the list.")]
    [Text("ko", "작업", "목록으로 무엇을 할지 정합니다.")]
    public ListOperation Operation { get; init; }

    /// <summary>What of each item is looked at.</summary>
    [Field(OnCard = true, VisibleWhen = nameof(Operation), VisibleValues = "sort|deduplicate|aggregate", Placeholder = "price")]
    [MaxLength(1000)]
    [Text("en", "Field", "What of each item is looked at, as in price or customer.name; empty for the whole item.")]
    [Text("ko", "항목", "각 항목에서 볼 값입니다. price, customer.name처럼 쓰고, 항목 전체를 보려면 비워 두세요.")]
    public string Path { get; init; } = "";

    /// <summary>Whether the greatest comes first.</summary>
    [Field(VisibleWhen = nameof(Operation), VisibleValues = "sort")]
    [Text("en", "Descending", "Whether the greatest comes first.")]
    [Text("ko", "내림차순", "큰 것부터 놓을지 정합니다.")]
    public bool Descending { get; init; }

    /// <summary>How many items stay.</summary>
    [Field(OnCard = true, VisibleWhen = nameof(Operation), VisibleValues = "limit")]
    [Range(0, 1_000_000)]
    [Text("en", "At most", "How many items stay.")]
    [Text("ko", "최대 개수", "남길 항목의 수입니다.")]
    public int Count { get; init; } = 10;

    /// <summary>How many items are left out at the start.</summary>
    [Field(VisibleWhen = nameof(Operation), VisibleValues = "limit")]
    [Range(0, 1_000_000)]
    [Text("en", "Skip", "How many items are left out at the start.")]
    [Text("ko", "건너뛸 개수", "앞에서 뺄 항목의 수입니다.")]
    public int Skip { get; init; }

    /// <summary>The condition of the items that stay.</summary>
    [Field(OnCard = true, Required = true, VisibleWhen = nameof(Operation), VisibleValues = "filter", Placeholder = "price > 10 && name contains 'pen'")]
    [MaxLength(2000)]
    [Text("en", "Condition", "Which items stay, as in price > 10 && (sold == false || name contains 'pen').")]
    [Text("ko", "조건", "남길 항목의 조건입니다. price > 10 && (sold == false || name contains 'pen')처럼 쓰세요.")]
    public string Condition { get; init; } = "";

    /// <summary>What is worked out.</summary>
    [Field(OnCard = true, VisibleWhen = nameof(Operation), VisibleValues = "aggregate")]
    [Text("en", "Result", "What is worked out of the field.")]
    [Text("ko", "결과", "항목의 값으로 무엇을 구할지 정합니다.")]
    public AggregateFunction Function { get; init; }

    /// <summary>What items of one group have in common; empty for one group of all.</summary>
    [Field(OnCard = true, VisibleWhen = nameof(Operation), VisibleValues = "aggregate", Placeholder = "category")]
    [MaxLength(1000)]
    [Text("en", "Group by", "What items of one group have in common, as in category; empty for all items together.")]
    [Text("ko", "그룹 기준", "category처럼 같은 그룹의 항목이 함께 갖는 값입니다. 비워 두면 전체를 하나로 봅니다.")]
    public string GroupBy { get; init; } = "";
}
