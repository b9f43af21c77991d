using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Models;

/// <summary>The form in which a model is asked to answer.</summary>
public enum AnswerFormat
{
    /// <summary>Text as it comes.</summary>
    [Text("en", "Text")]
    [Text("ko", "텍스트")]
    Text,

    /// <summary>Any JSON value.</summary>
    [Text("en", "JSON")]
    [Text("ko", "JSON")]
    Json,

    /// <summary>JSON that keeps to a schema.</summary>
    [Text("en", "JSON with a schema")]
    [Text("ko", "스키마가 있는 JSON")]
    Schema,
}
