using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Clipboard;

/// <summary>Says where pasted parts go.</summary>
internal static class PastePlace
{
    private const int Grid = 10;
    private const int Aside = 40;

    /// <summary>How far parts are moved so that their middle comes to a place and none lies exactly on another.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="place">The place.</param>
    /// <param name="flow">The flow that they come into.</param>
    public static (int Right, int Down) WayTo(this Flow parts, CanvasPoint place, Flow flow)
    {
        var boxes = parts.Nodes.Select(node => (At: node.Position, Width: NodeGeometry.MinWidth, Height: NodeGeometry.HeightOf(2)))
            .Concat(parts.Notes.Select(note => (At: note.Position, note.Size.Width, note.Size.Height)))
            .ToList();
        var right = OnGrid(place.X - Middle(boxes.Min(box => box.At.X), boxes.Max(box => box.At.X + box.Width)));
        var down = OnGrid(place.Y - Middle(boxes.Min(box => box.At.Y), boxes.Max(box => box.At.Y + box.Height)));
        var taken = flow.Nodes.Select(node => node.Position).Concat(flow.Notes.Select(note => note.Position)).ToHashSet();
        while (boxes.Exists(box => taken.Contains(new CanvasPoint(box.At.X + right, box.At.Y + down)))) (right, down) = (right + Aside, down + Aside);
        return (right, down);
    }

    private static double Middle(double from, double to) => (from + to) / 2;

    private static int OnGrid(double value) => (int)Math.Round(value / Grid) * Grid;
}
