using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>What is done with a list.</summary>
public enum ListOperation
{
    /// <summary>Its items are put in order.</summary>
    [Text("en", "Sort")]
    [Text("ko", "정렬")]
    Sort,

    /// <summary>Of items that are the same, the first stays.</summary>
    [Text("en", "Remove duplicates")]
    [Text("ko", "중복 빼기")]
    Deduplicate,

    /// <summary>Some items from its start stay.</summary>
    [Text("en", "Limit")]
    [Text("ko", "개수 제한")]
    Limit,

    /// <summary>Items that a condition holds for stay.</summary>
    [Text("en", "Filter")]
    [Text("ko", "조건으로 거르기")]
    Filter,

    /// <summary>The last comes first.</summary>
    [Text("en", "Reverse")]
    [Text("ko", "순서 뒤집기")]
    Reverse,

    /// <summary>The items of lists in it become its own.</summary>
    [Text("en", "Flatten")]
    [Text("ko", "안의 목록 펼치기")]
    Flatten,

    /// <summary>It is counted and added up, whole or by groups.</summary>
    [Text("en", "Add up and group")]
    [Text("ko", "집계와 그룹")]
    Aggregate,
}
