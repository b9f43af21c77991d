using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Knowledge;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What finds nodes, commands and shortcuts.</summary>
internal static class FindCommands
{
    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        new()
        {
            Id = "commandPalette",
            Needs = AccessLevel.View,
            Group = CommandGroup.Find,
            Icon = "command",
            Keys = ["Ctrl+K"],
            IsGlobal = true,
            IsInPalette = false,
            Menus = CommandTargets.Background,
            DoAsync = AtOnce(screen => screen.Show(new Overlay.Palette())),
        },
        new()
        {
            Id = "find",
            Needs = AccessLevel.View,
            Group = CommandGroup.Find,
            Icon = "search",
            Keys = ["Ctrl+F"],
            IsGlobal = true,
            Menus = CommandTargets.Background,
            DoAsync = AtOnce(screen => screen.ShowFind(true)),
        },
        new()
        {
            Id = "knowledge",
            Needs = AccessLevel.View,
            Group = CommandGroup.Find,
            Icon = "knowledge",
            DoAsync = AtOnce(screen => screen.GoesTo(KnowledgeAddress.Root)),
        },
        new()
        {
            Id = "shortcuts",
            Needs = AccessLevel.View,
            Group = CommandGroup.Find,
            Icon = "keyboard",
            Keys = ["?"],
            DoAsync = AtOnce(screen => screen.Show(new Overlay.Sheet())),
        },
    ];
}
