using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Gives a note another colour.</summary>
/// <param name="Note">The note's id.</param>
/// <param name="Color">The colour's name.</param>
internal sealed record SetNoteColor(string Note, string Color) : FlowEdit
{
    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow.WithNote(Note, note => note.Color == Color ? note : note with { Color = Color });

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) =>
        new SetNoteColor(Note, before.Notes.FirstOrDefault(note => note.Id == Note)?.Color ?? Color);
}
