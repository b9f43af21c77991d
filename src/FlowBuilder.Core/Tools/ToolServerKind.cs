using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Tools;

/// <summary>How a tool server is reached.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ToolServerKind>))]
public enum ToolServerKind
{
    /// <summary>At an address, by the Model Context Protocol over streamable HTTP.</summary>
    [JsonStringEnumMemberName("http")]
    Http,

    /// <summary>As a program that is started on this machine and spoken to over its standard input and output.</summary>
    [JsonStringEnumMemberName("command")]
    Command,
}
