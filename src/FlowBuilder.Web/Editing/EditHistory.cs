using System.Collections.Immutable;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <summary>What one person did in a session, and can take back: each has a history of their own.</summary>
/// <remarks>
/// Belongs to one window. Nothing of others is ever taken back; a step that has meanwhile lost its object, or whose value
/// another has set anew, is passed over together with the next that is to be seen.
/// </remarks>
/// <param name="session">The session that edits go to.</param>
internal sealed class EditHistory(EditSession session)
{
    // Each item is the steps that go together: those that were passed over, and the one that was to be seen.
    private readonly Stack<ImmutableArray<LoggedEdit>> _undo = new();
    private readonly Stack<ImmutableArray<LoggedEdit>> _redo = new();

    /// <summary>Raised instead of something that this person may not do, with why not; null where it is that they may only look.</summary>
    public event Action<LocalText?>? Refused;

    /// <summary>Whether this person may change the flow now.</summary>
    public Func<bool> MayEdit { get; init; } = static () => true;

    /// <summary>Says why this person may not make an edit; null where nothing speaks against it.</summary>
    public Func<FlowEdit, LocalText?> Objection { get; init; } = static _ => null;

    /// <summary>Whether there is something to take back.</summary>
    public bool CanUndo => MayEdit() && IsKept(_undo);

    /// <summary>Whether there is something to do again.</summary>
    public bool CanRedo => MayEdit() && IsKept(_redo);

    /// <summary>Does an edit; false where it changed nothing, or may not be made.</summary>
    public bool Do(FlowEdit edit)
    {
        if (!Allow()) return false;
        if (Objection(edit) is not { } objection) return session.Apply(edit, this, Keep);
        Refused?.Invoke(objection);
        return false;
    }

    /// <summary>Lets this person take back a step that belongs to everybody, as the restoring of a version.</summary>
    public void Keep(LoggedEdit step)
    {
        session.Drop(_redo.SelectMany(steps => steps));
        _redo.Clear();
        if (!_undo.TryPeek(out var top) || top is not [.., var latest] || latest != step) _undo.Push([step]);
    }

    /// <summary>Takes the latest edit back that still is to be seen; false where there is none.</summary>
    public bool Undo() => Allow() && Turn(_undo, _redo, isActive: false);

    /// <summary>Does again what was taken back last.</summary>
    public bool Redo() => Allow() && Turn(_redo, _undo, isActive: true);

    /// <summary>Whether this person may change the flow now; where not, <see cref="Refused"/> is raised.</summary>
    public bool Allow()
    {
        if (MayEdit()) return true;
        Refused?.Invoke(null);
        return false;
    }

    private static bool IsKept(Stack<ImmutableArray<LoggedEdit>> steps) => steps.TryPeek(out var top) && top.Any(step => step.IsKept);

    private bool Turn(Stack<ImmutableArray<LoggedEdit>> from, Stack<ImmutableArray<LoggedEdit>> to, bool isActive) =>
        session.Turn(turn =>
        {
            var turned = ImmutableArray.CreateBuilder<LoggedEdit>();
            var isSeen = false;
            while (!isSeen && from.TryPop(out var steps))
            {
                foreach (var step in steps)
                {
                    isSeen |= turn(step, isActive);
                    if (step.IsKept) turned.Add(step);
                }
            }

            turned.Reverse();
            if (turned.Count > 0) to.Push(turned.ToImmutable());
            return isSeen;
        });
}
