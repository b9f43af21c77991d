using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Control;

/// <summary>Which flow is run for each item, and how.</summary>
public sealed record ForEachSettings
{
    /// <summary>The id of a stored flow, or a whole flow.</summary>
    [Field(Kind = FieldKind.Flow, Required = true)]
    [Text("en", "Flow", "The flow that runs for each item.")]
    [Text("ko", "플로우", "항목마다 실행할 플로우입니다.")]
    public JsonElement? Flow { get; init; }

    /// <summary>The interface of a stored flow as it was when it was chosen, since ports must be known without a store.</summary>
    [Field(Hidden = true)]
    [Text("en", "Inputs and results", "What the chosen flow takes and gives; filled in when it is chosen.")]
    [Text("ko", "입력과 결과", "선택한 플로우의 입력과 결과입니다. 플로우를 선택하면 채워집니다.")]
    public JsonElement? Interface { get; init; }

    /// <summary>How many items are worked on at once.</summary>
    [Field(OnCard = true)]
    [Range(1, 64)]
    [Text("en", "At once", "How many items are worked on at the same time; the results keep the order of the items all the same.")]
    [Text("ko", "동시 처리", "한꺼번에 처리할 항목 수입니다. 결과는 항목 순서를 그대로 지킵니다.")]
    public int Parallel { get; init; } = 4;

    /// <summary>What becomes of the list when an item fails.</summary>
    [Field(OnCard = true)]
    [Text("en", "When an item fails", "Stop fails the whole node; a gap keeps the item's place empty; left out, the item is missing from the results. \"errors\" lists what failed.")]
    [Text("ko", "항목이 실패하면", "중단하면 노드 전체가 실패합니다. 빈칸으로 두면 그 자리가 비고, 빼면 결과에서 사라집니다. 실패한 항목은 \"오류\" 출력에 나옵니다.")]
    public ItemFailure OnError { get; init; }

    /// <summary>What an item of a text is.</summary>
    [Text("en", "Items of a text", "How a text becomes a list; JSON lists and documents are lists already.")]
    [Text("ko", "텍스트 나누기", "텍스트를 목록으로 나누는 방법입니다. JSON 목록과 문서는 이미 목록입니다.")]
    public ItemSplit Split { get; init; }

    /// <summary>The name of the flow's input that takes the item; empty for its first.</summary>
    [Field(Advanced = true)]
    [MaxLength(100)]
    [Text("en", "Input for the item", "Which of the flow's inputs takes the item; empty for the first.")]
    [Text("ko", "항목을 받을 입력", "플로우의 입력 중 항목을 받을 입력의 이름입니다. 비워 두면 첫 번째 입력이 받습니다.")]
    public string ItemInput { get; init; } = "";

    /// <summary>The name of the flow's input that takes the item's number.</summary>
    [Field(Advanced = true)]
    [MaxLength(100)]
    [Text("en", "Input for the number", "Which of the flow's inputs takes the item's number, counted from 1, if the flow has it.")]
    [Text("ko", "번호를 받을 입력", "1부터 세는 항목 번호를 받을 입력의 이름입니다. 플로우에 그 입력이 있을 때만 쓰입니다.")]
    public string NumberInput { get; init; } = "index";

    /// <summary>The most items.</summary>
    [Field(Bounds = UsageBound.Items, Advanced = true)]
    [Range(1, 10_000)]
    [Text("en", "Most items", "A longer list is refused before anything runs.")]
    [Text("ko", "최대 항목 수", "목록이 이보다 길면 아무것도 실행하지 않고 거절합니다.")]
    public int Limit { get; init; } = 1000;
}
