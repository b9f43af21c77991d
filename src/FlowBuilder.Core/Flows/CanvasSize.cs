namespace FlowBuilder.Core.Flows;

/// <summary>A size on the canvas, in whole pixels at 100 %.</summary>
/// <param name="Width">Pixels, at least 1.</param>
/// <param name="Height">Pixels, at least 1.</param>
public readonly record struct CanvasSize(int Width, int Height);
