using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What a pointer does by dragging and pressing, for those who do without one.</summary>
/// <remarks>Their keys mean these only while a node has the focus, so walk.js and shortcuts.js hear them.</remarks>
internal static class KeyboardCommands
{
    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        new()
        {
            Id = "connect",
            Group = CommandGroup.Edit,
            Icon = "wire",
            Menus = CommandTargets.Node,
            CanDo = HasNode,
            DoAsync = AtOnce(screen => screen.Show(new Overlay.Wire(screen.Bench.Canvas.SelectedNode!))),
        },
        new()
        {
            Id = "openSettings",
            Needs = AccessLevel.View,
            Group = CommandGroup.Edit,
            Icon = "edit",
            CanDo = HasNode,
            DoAsync = AtOnce(screen => screen.AskSettings()),
        },
    ];

    private static bool HasNode(EditorScreen screen) => screen.Bench.Canvas.SelectedNode is not null;
}
