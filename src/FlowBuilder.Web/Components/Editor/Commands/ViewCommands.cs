using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What moves the view. Their keys do it in the browser, without asking the server (wwwroot/js/canvas/shortcuts.js).</summary>
internal static class ViewCommands
{
    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        Make("fit", "fit", ["Shift+1"], view => view.FitAsync(), CommandTargets.Background),
        Make("zoomReset", "actualSize", ["Shift+0"], view => view.ZoomToAsync(1)),
        Make("zoomSelection", "zoomSelection", ["Shift+2"], view => view.FitSelectionAsync(), CommandTargets.Node | CommandTargets.Several, EditCommands.HasParts),
        Make("zoomIn", "plus", ["+", "="], view => view.ZoomByAsync(1.25)),
        Make("zoomOut", "minus", ["-"], view => view.ZoomByAsync(0.8)),
    ];

    private static EditorCommand Make(
        string id,
        string icon,
        ImmutableArray<string> keys,
        Func<CanvasScript, Task> act,
        CommandTargets menus = CommandTargets.None,
        Func<EditorScreen, bool>? canDo = null) => new()
        {
            Id = id,
            Needs = AccessLevel.View,
            Group = CommandGroup.View,
            Icon = icon,
            Keys = keys,
            Menus = menus,
            CanDo = canDo ?? EditCommands.HasAnything,
            DoAsync = screen => screen.View is { } view ? act(view) : Task.CompletedTask,
        };
}
