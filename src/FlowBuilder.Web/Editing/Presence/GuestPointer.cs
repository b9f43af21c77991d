using System.Collections.Immutable;

namespace FlowBuilder.Web.Editing.Presence;

/// <summary>Where somebody's pointer is, and what it drags along.</summary>
/// <param name="X">Canvas pixels from the left.</param>
/// <param name="Y">Canvas pixels from the top.</param>
/// <param name="Dragged">The nodes and notes that it holds, each with where it is at the moment.</param>
internal sealed record GuestPointer(double X, double Y, ImmutableArray<DraggedPart> Dragged);
