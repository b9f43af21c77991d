namespace FlowBuilder.Core.Ports;

/// <summary>A whole value with the type of its port, as events and archives keep it.</summary>
/// <param name="Type">The value's own type; never <see cref="PortType.Any"/>.</param>
/// <param name="Value">The value, in the carrying type that <see cref="PortType"/> names.</param>
public readonly record struct PortValue(PortType Type, object Value)
{
    /// <summary>A value with the type that its .NET type carries.</summary>
    /// <exception cref="ArgumentException">No port type is carried by it.</exception>
    public static PortValue Of(object value) => new(PortTypes.OfValue(value), value);
}
