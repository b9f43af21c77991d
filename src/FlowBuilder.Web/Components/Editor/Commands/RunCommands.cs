using System.Collections.Immutable;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What runs the flow.</summary>
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
            CanDo = screen => !screen.Bench.IsRunning,
            DoAsync = screen => screen.Bench.RunOrTalkAsync(),
        },
        new()
        {
            Id = "runNode",
            Group = CommandGroup.Run,
            Icon = "run-one",
            Keys = ["Alt+Enter"],
            IsGlobal = true,
            Menus = CommandTargets.Node | CommandTargets.Several,
            CanDo = screen => !screen.Bench.IsRunning && screen.Bench.Canvas.Selection.Any(id => !id.IsNote),
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
            CanDo = screen => !screen.Bench.IsRunning && screen.Bench.Canvas.SelectedNode is not null,
            DoAsync = screen => screen.Bench.RunFromSelectedAsync(),
        },
        new()
        {
            Id = "pin",
            Group = CommandGroup.Run,
            Icon = "pin",
            Keys = ["P"],
            Menus = CommandTargets.Node,
            CanDo = screen => screen.Bench.Canvas.SelectedNode is not null,
            DoAsync = screen => screen.Bench.TogglePinAsync(),
        },
        new()
        {
            Id = "stop",
            Group = CommandGroup.Run,
            Icon = "stop",
            CanDo = screen => screen.Bench.IsRunning,
            DoAsync = AtOnce(screen => screen.Bench.StopRun()),
        },
    ];
}
