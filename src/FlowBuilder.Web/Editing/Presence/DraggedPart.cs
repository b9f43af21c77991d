namespace FlowBuilder.Web.Editing.Presence;

/// <summary>A node or note in somebody's hand.</summary>
/// <param name="Id">Its id on the canvas.</param>
/// <param name="X">Canvas pixels from the left.</param>
/// <param name="Y">Canvas pixels from the top.</param>
internal readonly record struct DraggedPart(string Id, double X, double Y);
