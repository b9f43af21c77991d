namespace FlowBuilder.Core.Nodes;

/// <summary>A node type through which a value comes into the flow; its value is <see cref="NodeContext.Input"/>.</summary>
/// <typeparam name="TSettings">The node's settings record.</typeparam>
public interface IFlowInput<in TSettings>
    where TSettings : class
{
    /// <summary>The parameter that these settings make of the flow. Never throws.</summary>
    static abstract FlowParameter ParameterOf(TSettings settings);
}
