namespace FlowBuilder.Core.Ports;

/// <summary>Whether a port takes values or gives them.</summary>
public enum PortDirection
{
    /// <summary>Takes values; stands on the node's left.</summary>
    Input,

    /// <summary>Gives values; stands on the node's right.</summary>
    Output,
}
