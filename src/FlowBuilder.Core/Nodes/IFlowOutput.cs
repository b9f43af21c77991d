namespace FlowBuilder.Core.Nodes;

/// <summary>A node type whose hidden output is one of the flow's results.</summary>
/// <typeparam name="TSettings">The node's settings record.</typeparam>
public interface IFlowOutput<in TSettings>
    where TSettings : class
{
    /// <summary>The result that these settings make of the flow. Never throws.</summary>
    static abstract FlowResult ResultOf(TSettings settings);
}
