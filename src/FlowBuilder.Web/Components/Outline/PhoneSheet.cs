namespace FlowBuilder.Web.Components.Outline;

/// <summary>What a phone shows between its header and its bottom bar.</summary>
public enum PhoneSheet
{
    /// <summary>The flow, as outline or canvas.</summary>
    Flow,

    /// <summary>The selected node's panel.</summary>
    Settings,

    /// <summary>The flow's inputs and results.</summary>
    Run,

    /// <summary>The conversation with the flow.</summary>
    Chat,
}
