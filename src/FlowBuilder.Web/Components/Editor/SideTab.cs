namespace FlowBuilder.Web.Components.Editor;

/// <summary>What the panel at the right shows.</summary>
internal enum SideTab
{
    /// <summary>The inputs and results of the whole flow.</summary>
    Run,

    /// <summary>The conversation with the flow.</summary>
    Chat,

    /// <summary>The selected node's settings.</summary>
    Settings,

    /// <summary>What reached the selected node in the latest run.</summary>
    Input,

    /// <summary>What the selected node gave in the latest run.</summary>
    Output,

    /// <summary>What happened to the selected node in the latest run.</summary>
    Log,
}
