namespace FlowBuilder.Core.Flows;

/// <summary>A place on the canvas, in whole pixels at 100 %; the origin is wherever the flow began.</summary>
/// <param name="X">Pixels to the right.</param>
/// <param name="Y">Pixels down.</param>
public readonly record struct CanvasPoint(int X, int Y)
{
    /// <summary>The furthest that anything may lie from the origin, in either direction.</summary>
    public const int Limit = 1_000_000;

    /// <summary>Rounds to whole pixels and clamps to <see cref="Limit"/>; what is not a number becomes 0.</summary>
    public static CanvasPoint From(double x, double y) => new(Pixel(x), Pixel(y));

    private static int Pixel(double value) =>
        double.IsNaN(value) ? 0 : (int)Math.Round(Math.Clamp(value, -Limit, Limit), MidpointRounding.AwayFromZero);
}
