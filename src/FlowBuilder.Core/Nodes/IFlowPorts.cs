using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Nodes;

/// <summary>A node type that runs a flow and has that flow's inputs and results for ports.</summary>
/// <remarks>Like <see cref="IDynamicPorts{TSettings}"/>, with the node types at hand, since only they say what the flow's nodes take and give.</remarks>
/// <typeparam name="TSettings">The node's settings record.</typeparam>
public interface IFlowPorts<in TSettings>
    where TSettings : class
{
    /// <summary>The ports that these settings make, beside those that the class declares. Never throws.</summary>
    static abstract IEnumerable<PortSpec> PortsOf(TSettings settings, NodeCatalogue catalogue);
}
