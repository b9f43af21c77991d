namespace FlowBuilder.Core.Flows;

/// <summary>What a node's failure leads to.</summary>
public enum ErrorPolicy
{
    /// <summary>The run fails.</summary>
    Stop,

    /// <summary>The node's outputs become its fallback value and the run goes on.</summary>
    Fallback,

    /// <summary>The node's <c>error</c> port emits what happened, its other ports stay dead, and the run goes on.</summary>
    Port,
}
