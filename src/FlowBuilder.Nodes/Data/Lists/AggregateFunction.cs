using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>What is worked out of the values of a list.</summary>
public enum AggregateFunction
{
    /// <summary>How many there are.</summary>
    [Text("en", "Count")]
    [Text("ko", "개수")]
    Count,

    /// <summary>All added up.</summary>
    [Text("en", "Sum")]
    [Text("ko", "합계")]
    Sum,

    /// <summary>The sum by the count.</summary>
    [Text("en", "Average")]
    [Text("ko", "평균")]
    Average,

    /// <summary>The least.</summary>
    [Text("en", "Minimum")]
    [Text("ko", "최솟값")]
    Minimum,

    /// <summary>The greatest.</summary>
    [Text("en", "Maximum")]
    [Text("ko", "최댓값")]
    Maximum,
}
