using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Makes a note larger or smaller.</summary>
/// <param name="Note">The note's id.</param>
/// <param name="Size">How large it is now.</param>
internal sealed record SetNoteSize(string Note, CanvasSize Size) : FlowEdit
{
    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow.WithNote(Note, note => note.Size == Size ? note : note with { Size = Size });

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) =>
        new SetNoteSize(Note, before.Notes.FirstOrDefault(note => note.Id == Note)?.Size ?? Size);
}
