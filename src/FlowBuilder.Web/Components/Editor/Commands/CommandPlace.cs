using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>Where the pointer was when a command was given, or the middle of the canvas where it was elsewhere.</summary>
/// <param name="ClientX">Pixels from the left of the window.</param>
/// <param name="ClientY">Pixels from the top of the window.</param>
/// <param name="X">The same place on the canvas, to the right of its origin.</param>
/// <param name="Y">The same place on the canvas, below its origin.</param>
public sealed record CommandPlace(double ClientX, double ClientY, double X, double Y)
{
    // The canvas snaps to a grid of ten pixels.
    private const int Grid = 10;

    /// <summary>The place on the canvas.</summary>
    public CanvasPoint Point => CanvasPoint.From(X, Y);

    /// <summary>The nearest point of the grid, moved by so many pixels first.</summary>
    /// <param name="right">Pixels to the right.</param>
    /// <param name="down">Pixels down.</param>
    public CanvasPoint Snapped(double right = 0, double down = 0) =>
        CanvasPoint.From(Math.Round((X + right) / Grid) * Grid, Math.Round((Y + down) / Grid) * Grid);
}
