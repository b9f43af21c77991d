using System.Text.Json;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Ports;

/// <summary>Which .NET type carries which port type.</summary>
internal static class PortTypes
{
    private static readonly Dictionary<Type, PortShape> Shapes = new()
    {
        [typeof(string)] = new(PortType.Text),
        [typeof(LiveText)] = new(PortType.Text, AcceptsLive: true),
        [typeof(double)] = new(PortType.Number),
        [typeof(bool)] = new(PortType.Boolean),
        [typeof(JsonElement)] = new(PortType.Json),
        [typeof(Message)] = new(PortType.Message),
        [typeof(MessageList)] = new(PortType.Messages),
        [typeof(DocumentList)] = new(PortType.Documents),
        [typeof(Vector)] = new(PortType.Vector),
        [typeof(FileValue)] = new(PortType.File),
        [typeof(ImageValue)] = new(PortType.Image),
        [typeof(ToolValue)] = new(PortType.Tool),
        [typeof(ToolSet)] = new(PortType.Tool),
        [typeof(object)] = new(PortType.Any),
    };

    /// <summary>The shape of a port whose values have that type.</summary>
    /// <exception cref="ArgumentException">No port type is carried by it.</exception>
    public static PortShape Of(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (Shapes.TryGetValue(bare, out var shape)) return shape;
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return Of(bare.GetGenericArguments()[0]) with { IsList = true };
        throw new ArgumentException($"No port type is carried by {type}; see PortType for those that are.", nameof(type));
    }

    /// <summary>The port type of a value that arrived on an <c>any</c> port.</summary>
    public static PortType OfValue(object value) => Of(value.GetType()).Type;
}
