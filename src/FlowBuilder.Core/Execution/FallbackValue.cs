using System.Text.Json;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Execution;

/// <summary>What a port gives in place of a failed node's value.</summary>
internal static class FallbackValue
{
    /// <summary>The value for a port, or null where the fallback has none for it.</summary>
    /// <param name="port">The port.</param>
    /// <param name="fallback">A value for every port, or an object with a member for each port's id.</param>
    public static object? For(PortSpec port, JsonElement? fallback)
    {
        if (fallback is not { } json) return null;
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(port.Id, out var own)) json = own;
        try
        {
            return (port.Type.Name, json.ValueKind) switch
            {
                ("text", JsonValueKind.String) or ("any", JsonValueKind.String) => json.GetString(),
                ("text", _) => json.GetRawText(),
                ("any" or "json", _) => json.Clone(),
                _ => PortValueJson.Read(port.Type, json),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
