namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What a context menu can be opened on.</summary>
[Flags]
internal enum CommandTargets
{
    /// <summary>In no context menu.</summary>
    None = 0,

    /// <summary>The empty canvas.</summary>
    Background = 1,

    /// <summary>One node.</summary>
    Node = 2,

    /// <summary>A wire.</summary>
    Wire = 4,

    /// <summary>One note.</summary>
    Note = 8,

    /// <summary>A port.</summary>
    Port = 16,

    /// <summary>Several selected nodes and notes.</summary>
    Several = 32,
}
