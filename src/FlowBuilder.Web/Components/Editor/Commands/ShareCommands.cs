using System.Collections.Immutable;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What gives the flow to others, and compares it with what they gave back.</summary>
internal static class ShareCommands
{
    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        new()
        {
            Id = "publish",
            Group = CommandGroup.Share,
            Icon = "publish",
            DoAsync = AtOnce(screen => screen.Show(new Overlay.Publish())),
        },
        new()
        {
            Id = "publishPage",
            Group = CommandGroup.Share,
            Icon = "history",
            DoAsync = AtOnce(screen => screen.GoesTo($"/flows/{screen.Bench.Session.FlowId}/publish")),
        },
        new()
        {
            Id = "compareFile",
            Group = CommandGroup.Share,
            Icon = "compare",
            DoAsync = AtOnce(screen => screen.Show(new Overlay.Compare())),
        },
    ];
}
