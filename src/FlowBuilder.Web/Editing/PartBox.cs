namespace FlowBuilder.Web.Editing;

/// <summary>What a node or a note takes up on the canvas, in canvas pixels.</summary>
/// <param name="Id">The node or note.</param>
/// <param name="X">Its left edge.</param>
/// <param name="Y">Its upper edge.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high it is.</param>
internal readonly record struct PartBox(PartId Id, int X, int Y, double Width, double Height);
