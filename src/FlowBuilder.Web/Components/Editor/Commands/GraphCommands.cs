using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.SubFlows;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What concerns the graph as a whole or a part of it: tidying, bypassing, flows within the flow.</summary>
internal static class GraphCommands
{
    // What a card has below its ports, about, where the browser does not show it.
    private const int CardBody = 68;

    private static readonly EditorCommand Tidy = new()
    {
        Id = "tidy",
        Group = CommandGroup.Arrange,
        Icon = "tidy",
        Keys = ["Shift+T"],
        Menus = CommandTargets.Background | CommandTargets.Several,
        CanDo = screen => screen.Bench.Canvas.Nodes.Count > 1,
        DoAsync = TidyAsync,
    };

    private static readonly EditorCommand Bypass = new()
    {
        Id = "bypass",
        Group = CommandGroup.Edit,
        Icon = "bypass",
        Keys = ["B"],
        Menus = CommandTargets.Node | CommandTargets.Several,
        CanDo = HasNodes,
        DoAsync = AtOnce(screen => screen.Bench.Editor.ToggleBypass(screen.Bench.Canvas.Selection)),
    };

    private static readonly EditorCommand MakeSubFlow = new()
    {
        Id = "makeSubFlow",
        Group = CommandGroup.Arrange,
        Icon = "flow",
        Keys = ["Ctrl+G"],
        Menus = CommandTargets.Node | CommandTargets.Several,
        CanDo = HasNodes,
        DoAsync = AtOnce(screen =>
        {
            var bench = screen.Bench;
            screen.SayWhyNot(bench.Editor.MakeSubFlow(bench.Canvas.Selection, screen.Texts["SubFlow.Title"], out var made));
            screen.SelectNew(made);
        }),
    };

    private static readonly EditorCommand Repeat = new()
    {
        Id = "repeat",
        Group = CommandGroup.Arrange,
        Icon = "repeat",
        Menus = CommandTargets.Node | CommandTargets.Several,
        CanDo = HasNodes,
        DoAsync = AtOnce(screen =>
        {
            var bench = screen.Bench;
            screen.SayWhyNot(bench.Editor.MakeRepeated(bench.Canvas.Selection, screen.Texts["SubFlow.Repeated"], out var made));
            screen.SelectNew(made);
        }),
    };

    private static readonly EditorCommand Unpack = new()
    {
        Id = "unpack",
        Group = CommandGroup.Arrange,
        Icon = "unpack",
        Keys = ["Ctrl+Shift+G"],
        Menus = CommandTargets.Node,
        CanDo = screen => screen.Bench.Canvas.SelectedNode is { } node && SubFlowUnpacking.Inside(node.Node, screen.Bench.Catalogue) is not null,
        DoAsync = AtOnce(screen =>
        {
            var bench = screen.Bench;
            screen.SayWhyNot(bench.Editor.Unpack(bench.Canvas.SelectedNode!.Node.Id, out var made));
            screen.SelectNew(made);
        }),
    };

    private static readonly EditorCommand OpenFlow = new()
    {
        Id = "openFlow",
        Needs = AccessLevel.View,
        Group = CommandGroup.View,
        Icon = "openFlow",
        Menus = CommandTargets.Node,
        CanDo = screen => CalledFlow(screen) is not null,
        DoAsync = AtOnce(screen => screen.GoesTo($"/flows/{CalledFlow(screen)}")),
    };

    /// <summary>Those of the toolbar that several selected parts have.</summary>
    public static readonly ImmutableArray<EditorCommand> Toolbar = [Tidy, Bypass, MakeSubFlow];

    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All = [Tidy, Bypass, MakeSubFlow, Repeat, Unpack, OpenFlow];

    private static string? CalledFlow(EditorScreen screen) =>
        screen.Bench.Canvas.SelectedNode is { Type: { } type, Node.Settings: var settings }
        && type.Fields.FirstOrDefault(field => field.Kind == FieldKind.Flow) is { } field
        && settings.TryGet(field.Name, out var setting)
            ? SubFlow.StoredIdIn(setting)
            : null;

    private static bool HasNodes(EditorScreen screen) => screen.Bench.Canvas.Selection.Any(part => !part.IsNote);

    // Of one node or none selected, all are arranged.
    private static async Task TidyAsync(EditorScreen screen)
    {
        var canvas = screen.Bench.Canvas;
        var isAll = canvas.Selection.Count(part => !part.IsNote) < 2;
        var parts = isAll
            ? [.. canvas.Nodes.Select(node => node.Id), .. canvas.Notes.Select(note => note.Id)]
            : canvas.Selection;
        var sizes = screen.View is null ? ImmutableDictionary<string, double[]>.Empty : await screen.View.SizesAsync(parts);
        var boxes = canvas.BoxesOf(parts, sizes)
            .Select(box => box.Id.IsNote || sizes.ContainsKey(box.Id.Value) ? box : box with { Height = box.Height + CardBody })
            .ToList();
        screen.Bench.Editor.Move(canvas.Tidied(boxes));
        if (isAll && screen.View is not null) await screen.View.FitAsync();
    }
}
