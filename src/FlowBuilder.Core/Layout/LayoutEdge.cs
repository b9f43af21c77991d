namespace FlowBuilder.Core.Layout;

/// <summary>A connection that a layout draws from left to right.</summary>
/// <param name="Source">The index of the box that it leaves.</param>
/// <param name="Target">The index of the box that it ends at.</param>
/// <param name="SourceOffset">How far below the top of its box it leaves, in canvas pixels.</param>
/// <param name="TargetOffset">How far below the top of its box it ends, in canvas pixels.</param>
public readonly record struct LayoutEdge(int Source, int Target, double SourceOffset = 0, double TargetOffset = 0);
