using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Nodes;

/// <summary>An output port that gives values of one type. Declare it as a public static readonly field of the node.</summary>
/// <typeparam name="T">The value's type; see <see cref="PortType"/> for which type carries what.</typeparam>
/// <param name="id">The port's id on the node.</param>
public sealed class OutputPort<T>(string id) : OutputPort(id, PortTypes.Of(typeof(T)).Type)
    where T : notnull
{
    /// <summary>Gives the port's one value.</summary>
    public NodeOutput Value(T value) => new(this, value, null);
}
