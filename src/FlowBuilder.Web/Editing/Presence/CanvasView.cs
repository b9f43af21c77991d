namespace FlowBuilder.Web.Editing.Presence;

/// <summary>Where somebody looks.</summary>
/// <param name="X">The middle of what they see, in canvas pixels from the left.</param>
/// <param name="Y">The middle of what they see, in canvas pixels from the top.</param>
/// <param name="Zoom">How large they see it; 1 is its own size.</param>
internal readonly record struct CanvasView(double X, double Y, double Zoom);
