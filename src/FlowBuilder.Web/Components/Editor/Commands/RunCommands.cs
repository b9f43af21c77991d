using System.Collections.Immutable;
using FlowBuilder.Web.Components.Shared;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What runs the flow or a part of it, and what a node gives instead of running.</summary>
internal static class RunCommands
{
    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        new()
        {
            Id = "run",
            Group = CommandGroup.Run,
            Icon = "play",
            Keys = ["Ctrl+Enter"],
            IsGlobal = true,
            CanDo = screen => !screen.Bench.IsRunning && screen.Bench.Canvas.Nodes.Count > 0,
            DoAsync = screen => screen.Bench.RunAsync(),
        },
        new()
        {
            Id = "runNode",
            Group = CommandGroup.Run,
            Icon = "run-one",
            Keys = ["Alt+Enter"],
            IsGlobal = true,
            Menus = CommandTargets.Node | CommandTargets.Several,
            CanDo = HasNode,
            DoAsync = screen => screen.Bench.RunSelectedAsync(),
        },
        new()
        {
            Id = "runFrom",
            Group = CommandGroup.Run,
            Icon = "run-from",
            Keys = ["Ctrl+Shift+Enter"],
            IsGlobal = true,
            Menus = CommandTargets.Node,
            CanDo = HasNode,
            DoAsync = screen => screen.Bench.RunFromSelectedAsync(),
        },
        new()
        {
            Id = "stop",
            Group = CommandGroup.Run,
            Icon = "stop",
            CanDo = screen => screen.Bench.IsRunning,
            DoAsync = AtOnce(screen => screen.Bench.StopRun()),
        },
        new()
        {
            Id = "pin",
            Group = CommandGroup.Run,
            Icon = "pin",
            Keys = ["P"],
            Menus = CommandTargets.Node,
            CanDo = screen => screen.Bench.Canvas.SelectedNode is not null,
            DoAsync = TogglePinAsync,
        },
    ];

    private static bool HasNode(EditorScreen screen) =>
        !screen.Bench.IsRunning && screen.Bench.Canvas.Selection.Any(part => !part.IsNote);

    private static Task TogglePinAsync(EditorScreen screen)
    {
        var (bench, node) = (screen.Bench, screen.Bench.Canvas.SelectedNode!.Node.Id);
        if (bench.Pins.ContainsKey(node) || bench.CanPin(node)) return bench.TogglePinAsync(node);
        screen.Say(new Toast(screen.Texts["Pin.Nothing"]));
        return Task.CompletedTask;
    }
}
