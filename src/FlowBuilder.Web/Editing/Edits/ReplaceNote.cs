using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Puts another note in the place of the one with its id.</summary>
/// <param name="Note">The note.</param>
internal sealed record ReplaceNote(FlowNote Note) : FlowEdit
{
    /// <inheritdoc/>
    public override long Weight => base.Weight + 2L * Note.Text.Length;

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow with { Notes = [.. flow.Notes.Select(note => note.Id == Note.Id ? Note : note)] };

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new ReplaceNote(before.Notes.FirstOrDefault(note => note.Id == Note.Id) ?? Note);
}
