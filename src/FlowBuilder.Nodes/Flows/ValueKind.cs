using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Nodes.Flows;

/// <summary>A port type as a person chooses it.</summary>
public enum ValueKind
{
    /// <summary><see cref="PortType.Any"/>.</summary>
    [Text("en", "Anything")]
    [Text("ko", "모든 값")]
    Any,

    /// <summary><see cref="PortType.Text"/>.</summary>
    [Text("en", "Text")]
    [Text("ko", "텍스트")]
    Text,

    /// <summary><see cref="PortType.Number"/>.</summary>
    [Text("en", "Number")]
    [Text("ko", "숫자")]
    Number,

    /// <summary><see cref="PortType.Boolean"/>.</summary>
    [Text("en", "True or false")]
    [Text("ko", "참/거짓")]
    Boolean,

    /// <summary><see cref="PortType.Json"/>.</summary>
    [Text("en", "JSON")]
    [Text("ko", "JSON")]
    Json,

    /// <summary><see cref="PortType.Message"/>.</summary>
    [Text("en", "Message")]
    [Text("ko", "메시지")]
    Message,

    /// <summary><see cref="PortType.Messages"/>.</summary>
    [Text("en", "Conversation")]
    [Text("ko", "대화")]
    Messages,

    /// <summary><see cref="PortType.Documents"/>.</summary>
    [Text("en", "Documents")]
    [Text("ko", "문서")]
    Documents,

    /// <summary><see cref="PortType.Vector"/>.</summary>
    [Text("en", "Vector")]
    [Text("ko", "벡터")]
    Vector,

    /// <summary><see cref="PortType.File"/>.</summary>
    [Text("en", "File")]
    [Text("ko", "파일")]
    File,

    /// <summary><see cref="PortType.Image"/>.</summary>
    [Text("en", "Image")]
    [Text("ko", "이미지")]
    Image,

    /// <summary><see cref="PortType.Tool"/>.</summary>
    [Text("en", "Tool")]
    [Text("ko", "도구")]
    Tool,
}
