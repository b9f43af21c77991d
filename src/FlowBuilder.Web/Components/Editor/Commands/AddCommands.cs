using System.Collections.Immutable;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What adds nodes and wires.</summary>
internal static class AddCommands
{
    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        new()
        {
            Id = "quickAdd",
            Group = CommandGroup.Add,
            Icon = "plus",
            Keys = ["/"],
            Menus = CommandTargets.Background,
            DoAsync = async screen => screen.Show(new Overlay.QuickAdd(await screen.PlaceAsync())),
        },
        new()
        {
            Id = "addConnected",
            Group = CommandGroup.Add,
            Icon = "plus",
            IsInPalette = false,
            Menus = CommandTargets.Port,
            CanDo = screen => screen.Target.Port is not null,
            DoAsync = async screen => screen.Show(
                new Overlay.QuickAdd(await screen.PlaceAsync(), screen.Target.Port, screen.Target.IsOutput)),
        },
        new()
        {
            Id = "disconnectPort",
            Group = CommandGroup.Add,
            Icon = "unwire",
            IsInPalette = false,
            IsDangerous = true,
            Menus = CommandTargets.Port,
            CanDo = screen => screen.Target.Port is { } port && screen.Bench.Editor.IsWired(port, screen.Target.IsOutput),
            DoAsync = AtOnce(screen => screen.Bench.Editor.DisconnectPort(screen.Target.Port!.Value, screen.Target.IsOutput)),
        },
    ];
}
