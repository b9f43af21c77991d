using System.Collections.Immutable;
using FlowBuilder.Web.Editing;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What puts selected nodes and notes in order.</summary>
internal static class ArrangeCommands
{
    /// <summary>The commands, in the order of the toolbar that several selected parts have.</summary>
    public static readonly ImmutableArray<EditorCommand> Toolbar =
    [
        Align(Alignment.Left, "alignLeft"),
        Align(Alignment.Center, "alignCenter"),
        Align(Alignment.Right, "alignRight"),
        Align(Alignment.Top, "alignTop"),
        Align(Alignment.Middle, "alignMiddle"),
        Align(Alignment.Bottom, "alignBottom"),
        Align(Alignment.Across, "distributeAcross"),
        Align(Alignment.Down, "distributeDown"),
    ];

    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        .. Toolbar,
        Nudge("nudgeLeft", "arrowLeft", "ArrowLeft", -10, 0),
        Nudge("nudgeRight", "arrowRight", "ArrowRight", 10, 0),
        Nudge("nudgeUp", "arrowUp", "ArrowUp", 0, -10),
        Nudge("nudgeDown", "arrowDown", "ArrowDown", 0, 10),
        Nudge("nudgeFarLeft", "arrowLeft", "Shift+ArrowLeft", -100, 0),
        Nudge("nudgeFarRight", "arrowRight", "Shift+ArrowRight", 100, 0),
        Nudge("nudgeFarUp", "arrowUp", "Shift+ArrowUp", 0, -100),
        Nudge("nudgeFarDown", "arrowDown", "Shift+ArrowDown", 0, 100),
    ];

    private static EditorCommand Align(Alignment alignment, string id) => new()
    {
        Id = id,
        Group = CommandGroup.Arrange,
        Icon = id,
        IsTile = true,
        Menus = CommandTargets.Several,
        CanDo = screen => screen.Bench.Canvas.Selection.Count >= (alignment is Alignment.Across or Alignment.Down ? 3 : 2),
        DoAsync = async screen =>
        {
            if (screen.View is not { } view) return;
            var sizes = await view.SizesAsync(screen.Bench.Canvas.Selection);
            screen.Bench.Editor.Align(alignment, screen.Bench.Canvas.BoxesOf(screen.Bench.Canvas.Selection, sizes));
        },
    };

    // By one step of the grid, or by ten.
    private static EditorCommand Nudge(string id, string icon, string key, int right, int down) => new()
    {
        Id = id,
        Row = key.StartsWith("Shift", StringComparison.Ordinal) ? "nudgeFar" : "nudge",
        Group = CommandGroup.Arrange,
        Icon = icon,
        Keys = [key],
        IsInPalette = false,
        CanDo = EditCommands.HasParts,
        DoAsync = AtOnce(screen => screen.Bench.Editor.Nudge(screen.Bench.Canvas.Selection, right, down)),
    };
}
