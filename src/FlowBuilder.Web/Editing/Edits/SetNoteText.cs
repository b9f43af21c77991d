using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Changes what a note says.</summary>
/// <param name="Note">The note's id.</param>
/// <param name="Text">What it says now.</param>
internal sealed record SetNoteText(string Note, string Text) : FlowEdit
{
    /// <inheritdoc/>
    public override object Property => (typeof(SetNoteText), Note);

    /// <inheritdoc/>
    public override long Weight => base.Weight + 2 * Text.Length;

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow with
    {
        Notes = [.. flow.Notes.Select(note => note.Id == Note ? note with { Text = Text } : note)],
    };

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) =>
        new SetNoteText(Note, before.Notes.FirstOrDefault(note => note.Id == Note)?.Text ?? "");
}
