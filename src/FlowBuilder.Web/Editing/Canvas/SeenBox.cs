namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>A rectangle of the canvas, in canvas pixels.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Right">Its right edge.</param>
/// <param name="Bottom">Its lower edge.</param>
internal readonly record struct SeenBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Whether another rectangle shares a point with it.</summary>
    public bool Touches(double left, double top, double right, double bottom) =>
        left <= Right && right >= Left && top <= Bottom && bottom >= Top;
}
