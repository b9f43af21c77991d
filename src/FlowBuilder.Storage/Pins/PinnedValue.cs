using System.Text.Json;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Storage.Pins;

/// <summary>One value of a pin as it is stored.</summary>
/// <param name="Port">The output port.</param>
/// <param name="Type">The name of the value's type.</param>
/// <param name="Value">The value as JSON.</param>
internal sealed record PinnedValue(string Port, string Type, JsonElement Value)
{
    public static PinnedValue From(KeyValuePair<string, PortValue> output) =>
        new(output.Key, output.Value.Type.Name, PortValueJson.Write(output.Value.Value));

    public KeyValuePair<string, PortValue> ToOutput()
    {
        var type = new PortType(Type);
        return KeyValuePair.Create(Port, new PortValue(type, PortValueJson.Read(type, Value)));
    }
}
