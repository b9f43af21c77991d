using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data;

/// <summary>What is done with a JSON value.</summary>
public enum JsonAction
{
    /// <summary>One value is taken out of it.</summary>
    [Text("en", "Pick a value")]
    [Text("ko", "값 하나 꺼내기")]
    Pick,

    /// <summary>A new object is built from values in it.</summary>
    [Text("en", "Build an object")]
    [Text("ko", "객체 만들기")]
    Build,

    /// <summary>It is read out of a text, such as a model's answer.</summary>
    [Text("en", "Read JSON out of a text")]
    [Text("ko", "텍스트에서 JSON 읽기")]
    Parse,

    /// <summary>Members get new values.</summary>
    [Text("en", "Set fields")]
    [Text("ko", "항목 값 정하기")]
    Set,

    /// <summary>Only some members stay.</summary>
    [Text("en", "Keep some fields")]
    [Text("ko", "일부 항목만 남기기")]
    Keep,

    /// <summary>Some members go.</summary>
    [Text("en", "Remove fields")]
    [Text("ko", "항목 빼기")]
    Remove,
}
