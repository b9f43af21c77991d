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
            DoAsync = screen => screen.RunAsync(),
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
