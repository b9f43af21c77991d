using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Components.Shared;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What changes the flow, or takes a change back.</summary>
internal static class EditCommands
{
    private const CommandTargets Parts = CommandTargets.Node | CommandTargets.Note | CommandTargets.Several;

    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        new()
        {
            Id = "rename",
            Group = CommandGroup.Edit,
            Icon = "edit",
            Keys = ["F2"],
            Menus = CommandTargets.Node,
            CanDo = screen => screen.Bench.Canvas.SelectedNode is not null || screen.Bench.Canvas.SelectedNote is not null,
            DoAsync = AtOnce(screen => screen.Write(screen.Bench.Canvas.Selection.First())),
        },
        new()
        {
            Id = "cut",
            Group = CommandGroup.Edit,
            Icon = "cut",
            Keys = ["Ctrl+X"],
            IsNative = true,
            Menus = Parts,
            CanDo = HasParts,
            DoAsync = screen => screen.View?.CopyAsync(isCut: true) ?? Task.CompletedTask,
        },
        new()
        {
            Id = "copy",
            Needs = AccessLevel.View,
            Group = CommandGroup.Edit,
            Icon = "copy",
            Keys = ["Ctrl+C"],
            IsNative = true,
            Menus = Parts,
            CanDo = HasParts,
            DoAsync = screen => screen.View?.CopyAsync(isCut: false) ?? Task.CompletedTask,
        },
        new()
        {
            Id = "paste",
            Group = CommandGroup.Edit,
            Icon = "paste",
            Keys = ["Ctrl+V"],
            IsNative = true,
            Menus = CommandTargets.Background,
            DoAsync = async screen =>
            {
                if (screen.View is { } view && !await view.PasteAsync(await screen.PlaceAsync()))
                    screen.SayWhyNot(screen.Texts["Paste.NotAllowed"]);
            },
        },
        new()
        {
            Id = "duplicate",
            Group = CommandGroup.Edit,
            Icon = "duplicate",
            Keys = ["Ctrl+D"],
            Menus = Parts,
            CanDo = HasParts,
            DoAsync = AtOnce(screen => screen.SelectNew(screen.Bench.Editor.Duplicate(screen.Bench.Canvas.Selection))),
        },
        new()
        {
            Id = "delete",
            Group = CommandGroup.Edit,
            Icon = "trash",
            Keys = ["Delete", "Backspace"],
            IsDangerous = true,
            Menus = Parts | CommandTargets.Wire,
            CanDo = screen => HasParts(screen) || screen.Bench.Canvas.SelectedWire is not null,
            DoAsync = AtOnce(Delete),
        },
        new()
        {
            Id = "selectAll",
            Needs = AccessLevel.View,
            Group = CommandGroup.Edit,
            Icon = "selectAll",
            Keys = ["Ctrl+A"],
            Menus = CommandTargets.Background,
            CanDo = HasAnything,
            DoAsync = AtOnce(screen => screen.Bench.Canvas.Select(
            [
                .. screen.Bench.Canvas.Nodes.Select(node => node.Id), .. screen.Bench.Canvas.Notes.Select(note => note.Id),
            ])),
        },
        new()
        {
            Id = "undo",
            Group = CommandGroup.Edit,
            Icon = "undo",
            Keys = ["Ctrl+Z"],
            Menus = CommandTargets.Background,
            CanDo = screen => screen.Bench.History.CanUndo,
            DoAsync = AtOnce(screen => screen.Bench.History.Undo()),
        },
        new()
        {
            Id = "redo",
            Group = CommandGroup.Edit,
            Icon = "redo",
            Keys = ["Ctrl+Shift+Z", "Ctrl+Y"],
            Menus = CommandTargets.Background,
            CanDo = screen => screen.Bench.History.CanRedo,
            DoAsync = AtOnce(screen => screen.Bench.History.Redo()),
        },
    ];

    /// <summary>Whether nodes or notes are selected.</summary>
    public static bool HasParts(EditorScreen screen) => screen.Bench.Canvas.Selection.Count > 0;

    /// <summary>Whether the flow has a node or a note.</summary>
    public static bool HasAnything(EditorScreen screen) =>
        screen.Bench.Canvas.Nodes.Count + screen.Bench.Canvas.Notes.Count > 0;

    private static void Delete(EditorScreen screen)
    {
        var (bench, texts) = (screen.Bench, screen.Texts);
        if (bench.Canvas.SelectedWire is { } wire)
        {
            bench.Editor.Disconnect(wire.Edge.From, wire.Edge.To);
            return;
        }

        var parts = bench.Canvas.Selection;
        bench.Editor.Delete(parts);
        screen.Say(new Toast(texts[parts.Count == 1 ? "Deleted.One" : "Deleted.Many", parts.Count], ActionLabel: texts["Tools.Undo"], Action: () =>
        {
            bench.History.Undo();
            return Task.CompletedTask;
        }));
    }
}
