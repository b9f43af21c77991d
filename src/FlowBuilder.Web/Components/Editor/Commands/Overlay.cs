using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Canvas;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What lies over the editor, one at a time.</summary>
internal abstract record Overlay
{
    /// <summary>Everything that can be done, found by typing.</summary>
    public sealed record Palette : Overlay;

    /// <summary>The sheet of all shortcuts.</summary>
    public sealed record Sheet : Overlay;

    /// <summary>The ports that a wire may be drawn to.</summary>
    /// <param name="Node">The node at which it begins or ends.</param>
    public sealed record Wire(NodeModel Node) : Overlay;

    /// <summary>Publishing the flow.</summary>
    public sealed record Publish : Overlay;

    /// <summary>A picture of the flow, to keep.</summary>
    public sealed record SavePicture : Overlay;

    /// <summary>What one run of the flow may use.</summary>
    public sealed record FlowBudget : Overlay;

    /// <summary>Making a template of the flow.</summary>
    public sealed record SaveTemplate : Overlay;

    /// <summary>A comparison of the flow with a file.</summary>
    public sealed record Compare : Overlay;

    /// <summary>A context menu.</summary>
    /// <param name="Place">Where it opens.</param>
    /// <param name="Target">What it was opened on.</param>
    public sealed record Menu(CommandPlace Place, MenuTarget Target) : Overlay;

    /// <summary>The list of node types to add.</summary>
    /// <param name="Place">Where the node goes.</param>
    /// <param name="Port">The port that the new node is to be wired with, or null.</param>
    /// <param name="IsOutput">Whether the wire begins at that port.</param>
    public sealed record QuickAdd(CommandPlace Place, PortAddress? Port = null, bool IsOutput = false) : Overlay;
}
