using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>A note as the canvas shows it.</summary>
/// <param name="note">The note of the document.</param>
public sealed class NoteModel(FlowNote note) : ViewModel
{
    /// <summary>The note of the document.</summary>
    public FlowNote Note { get; private set; } = note;

    /// <summary>Its id on the canvas.</summary>
    public PartId Id => PartId.OfNote(Note.Id);

    /// <summary>Whether it is selected.</summary>
    public bool IsSelected { get; private set; }

    /// <summary>Takes the note's state from the document.</summary>
    public void Update(FlowNote note)
    {
        if (ReferenceEquals(Note, note)) return;
        Note = note;
        Touch();
    }

    /// <summary>Selects it, or not.</summary>
    public void ShowSelected(bool isSelected)
    {
        if (IsSelected == isSelected) return;
        IsSelected = isSelected;
        Touch();
    }
}
