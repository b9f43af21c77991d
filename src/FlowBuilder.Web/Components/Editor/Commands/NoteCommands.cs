using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What is done with notes.</summary>
internal static class NoteCommands
{
    private const int MinWidth = 120;
    private const int MinHeight = 60;

    /// <summary>The colours of a note, as the flow file names them.</summary>
    public static readonly ImmutableArray<string> Colors = ["yellow", "blue", "green", "pink", "gray"];

    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        new()
        {
            Id = "addNote",
            Group = CommandGroup.Add,
            Icon = "note",
            Keys = ["N"],
            Menus = CommandTargets.Background,
            DoAsync = AddAsync,
        },
        new()
        {
            Id = "editNote",
            Group = CommandGroup.Edit,
            Icon = "edit",
            IsInPalette = false,
            Menus = CommandTargets.Note,
            CanDo = screen => screen.Bench.Canvas.SelectedNote is not null,
            DoAsync = AtOnce(screen => screen.Write(screen.Bench.Canvas.SelectedNote!.Id)),
        },
        .. Colors.Select(Paint),
        Resize("noteWider", "Ctrl+ArrowRight", 20, 0),
        Resize("noteNarrower", "Ctrl+ArrowLeft", -20, 0),
        Resize("noteTaller", "Ctrl+ArrowDown", 0, 20),
        Resize("noteShorter", "Ctrl+ArrowUp", 0, -20),
    ];

    /// <summary>The id of the command that gives a note a colour.</summary>
    public static string IdOf(string color) => $"paint{char.ToUpperInvariant(color[0])}{color[1..]}";

    private static async Task AddAsync(EditorScreen screen)
    {
        var place = await screen.PlaceAsync();
        var id = PartId.OfNote(screen.Bench.Editor.AddNote(place.Snapped(-20, -20)));
        screen.SelectNew([id]);
        screen.Write(id);
    }

    private static EditorCommand Paint(string color) => new()
    {
        Id = IdOf(color),
        Group = CommandGroup.Edit,
        Icon = $"swatch-{color}",
        IsTile = true,
        IsInPalette = false,
        Menus = CommandTargets.Note,
        CanDo = screen => screen.Bench.Canvas.SelectedNote is { } note && note.Note.Color != color,
        DoAsync = AtOnce(screen => screen.Bench.Editor.PaintNote(screen.Bench.Canvas.SelectedNote!.Note.Id, color)),
    };

    private static EditorCommand Resize(string id, string key, int wider, int taller) => new()
    {
        Id = id,
        Group = CommandGroup.Arrange,
        Icon = "note",
        Row = "resizeNote",
        Keys = [key],
        IsInPalette = false,
        CanDo = screen => screen.Bench.Canvas.SelectedNote is not null,
        DoAsync = AtOnce(screen =>
        {
            var note = screen.Bench.Canvas.SelectedNote!.Note;
            var size = new CanvasSize(Math.Max(note.Size.Width + wider, MinWidth), Math.Max(note.Size.Height + taller, MinHeight));
            screen.Bench.Editor.ResizeNote(note.Id, size);
        }),
    };
}
