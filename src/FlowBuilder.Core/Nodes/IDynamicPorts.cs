using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Nodes;

/// <summary>A node type some of whose ports depend on its settings: template variables, branches, tool parameters.</summary>
/// <remarks>Canvas, compiler and importers all ask this one function. The values of such input ports arrive in the inputs
/// record's property marked <c>[Port(Dynamic = true)]</c>, an <c>IReadOnlyDictionary&lt;string, object&gt;</c> by port id.</remarks>
/// <typeparam name="TSettings">The node's settings record.</typeparam>
public interface IDynamicPorts<in TSettings>
    where TSettings : class
{
    /// <summary>The ports that these settings make, beside those that the class declares. Never throws.</summary>
    static abstract IEnumerable<PortSpec> PortsOf(TSettings settings);
}
