using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>How a response is read.</summary>
public enum HttpResponseForm
{
    /// <summary>As JSON where it is JSON, else as text.</summary>
    [Text("en", "By its content")]
    [Text("ko", "내용에 따라")]
    Auto,

    /// <summary>As text.</summary>
    [Text("en", "Text")]
    [Text("ko", "텍스트")]
    Text,

    /// <summary>As JSON, and anything else is a fault.</summary>
    [Text("en", "JSON")]
    [Text("ko", "JSON")]
    Json,
}
