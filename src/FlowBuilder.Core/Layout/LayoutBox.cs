using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Layout;

/// <summary>A rectangle that a layout places.</summary>
/// <param name="Position">Where its top left corner stands now; what stands above another there stays above where nothing speaks against it.</param>
/// <param name="Width">Its width in canvas pixels; more than 0.</param>
/// <param name="Height">Its height in canvas pixels; more than 0.</param>
public readonly record struct LayoutBox(CanvasPoint Position, double Width, double Height);
