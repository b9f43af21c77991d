namespace FlowBuilder.Core.Nodes;

/// <summary>What a step inside a node is.</summary>
public enum StepKind
{
    /// <summary>A model was asked; its text is what it thought or answered.</summary>
    Model,

    /// <summary>A tool was called.</summary>
    Tool,

    /// <summary>Another agent was set to work; its own steps are below this one.</summary>
    Agent,

    /// <summary>A limit was reached or something else was noticed: its fault says what.</summary>
    Notice,
}
