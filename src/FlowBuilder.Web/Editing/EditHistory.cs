using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <summary>What one person did in a session, and can take back: each has a history of their own.</summary>
/// <param name="session">The session that edits go to.</param>
internal sealed class EditHistory(EditSession session)
{
    private readonly Stack<FlowEdit> _undo = new();
    private readonly Stack<FlowEdit> _redo = new();

    /// <summary>Whether there is something to take back.</summary>
    public bool CanUndo => _undo.Count > 0;

    /// <summary>Whether there is something to do again.</summary>
    public bool CanRedo => _redo.Count > 0;

    /// <summary>Does an edit; false where it changed nothing.</summary>
    public bool Do(FlowEdit edit) => session.Apply(edit, inverse =>
    {
        _undo.Push(inverse);
        _redo.Clear();
    }) is not null;

    /// <summary>Takes the latest edit back; one that has meanwhile lost its object is passed over.</summary>
    public bool Undo() => Step(_undo, _redo);

    /// <summary>Does again what was taken back last.</summary>
    public bool Redo() => Step(_redo, _undo);

    /// <summary>Forgets everything, after the document was replaced.</summary>
    public void Clear()
    {
        _undo.Clear();
        _redo.Clear();
    }

    private bool Step(Stack<FlowEdit> from, Stack<FlowEdit> to)
    {
        while (from.TryPop(out var edit))
        {
            if (session.Apply(edit, to.Push) is not null) return true;
        }

        return false;
    }
}
