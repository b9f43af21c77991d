using System.Text.Json;
using System.Text.Json.Serialization;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A port gave its whole value.</summary>
public sealed record NodeOutputGiven : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.output";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>The output port.</summary>
    public required string Port { get; init; }

    /// <summary>The value with its type.</summary>
    [JsonIgnore]
    public PortValue Output { get; init; }

    /// <summary>The name of the value's type, as it stands in the JSON.</summary>
    public string PortType
    {
        get => Output.Type.Name;
        init => Output = Of(new PortType(value), Output.Value);
    }

    /// <summary>The value as it stands in the JSON.</summary>
    public JsonElement Value
    {
        get => PortValueJson.Write(Output.Value);
        init => Output = Of(Output.Type, new Unread(value));
    }

    // The members of an object come in any order: a value that comes before its type waits for it.
    private static PortValue Of(PortType type, object value) => value is Unread unread && type != default
        ? new PortValue(type, PortValueJson.Read(type, unread.Json))
        : new PortValue(type, value);

    private sealed record Unread(JsonElement Json);
}
