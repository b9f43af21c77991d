using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <summary>Everything that was done to a flow since it was opened, in one order for all who work on it.</summary>
/// <remarks>
/// <para>The document is what comes of the steps that count, applied in order. Undoing a step is leaving it out, wherever it
/// stands, and redoing it is putting it back at its place. From that all rules between people follow: each property has
/// the value of its latest step that counts; what one person undoes never takes along what another did; a deleted node
/// comes back as it was last; and once everything is undone, in whatever order, the flow is the one that was opened.</para>
/// <para>The log keeps 10,000 steps and 64 MiB of their content; beyond, its oldest steps become part of the beginning and
/// can no longer be undone. Not thread-safe.</para>
/// </remarks>
/// <param name="flow">The flow as it was opened.</param>
internal sealed class EditLog(Flow flow)
{
    /// <summary>How many steps can be undone.</summary>
    public const int MostSteps = 10_000;

    /// <summary>How much content the steps may keep, in bytes.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    private const int StepsBetweenPoints = 64;

    private readonly List<LoggedEdit> _steps = [];
    private Flow _beginning = flow;
    private long _bytes;
    private long _last;

    /// <summary>The flow as it is now.</summary>
    public Flow Flow { get; private set; } = flow;

    /// <summary>How many steps are kept.</summary>
    public int Count => _steps.Count;

    /// <summary>The nodes that any step adds, whether it counts or not.</summary>
    public IEnumerable<NodeId> NodesBrought => _steps.SelectMany(step => step.Edit.Brings).Where(id => !id.IsNote).Select(id => id.Node);

    /// <summary>Adds a step, or adds to the author's latest where it is of the same property and new enough.</summary>
    /// <param name="edit">What is done.</param>
    /// <param name="author">Who does it, or null for a change that came from outside.</param>
    /// <param name="now">The time.</param>
    /// <param name="joinsAfter">A step that was last added to at this time or later may be added to.</param>
    /// <returns>The step, or null where the edit changed nothing.</returns>
    public LoggedEdit? Add(FlowEdit edit, object? author, long now, long joinsAfter)
    {
        var before = Flow;
        var after = FlowSharing.Reuse(before, edit.Apply(before));
        if (ReferenceEquals(after, before)) return null;
        var inverse = edit.Invert(before);
        Flow = after;
        if (author is not null && FindJoined(edit, author, joinsAfter) is { } joined)
        {
            Join(joined, edit, inverse);
            joined.At = now;
            return joined;
        }

        var step = new LoggedEdit(++_last, author) { Edit = edit, Inverse = inverse, At = now };
        if (step.Number % StepsBetweenPoints == 0) step.Before = before;
        _steps.Add(step);
        _bytes += WeightOf(step);
        Fold();
        return step;
    }

    /// <summary>Leaves a step out, or puts it back at its place.</summary>
    /// <returns>Whether the flow is another one now.</returns>
    public bool SetActive(LoggedEdit step, bool isActive)
    {
        if (!step.IsKept || step.IsActive == isActive) return false;
        var index = IndexOf(step);
        step.IsActive = isActive;
        var fresh = !isActive && IsLastActive(index) ? TakeBackLast(step, index) : Replay(index);
        if (isActive && IsInTheWay(step, index))
        {
            step.IsActive = false;
            Replay(index);
            Drop(step);
            return false;
        }

        fresh = FlowSharing.Reuse(Flow, fresh);
        if (ReferenceEquals(fresh, Flow)) return false;
        Flow = fresh;
        return true;
    }

    /// <summary>Gives up a step that is undone and will not be done again.</summary>
    public void Drop(LoggedEdit step)
    {
        if (!step.IsKept || step.IsActive) return;
        step.IsKept = false;
        var index = IndexOf(step);

        // The point to start from is handed on, so that none is missing.
        if (step.Before is not null && index + 1 < _steps.Count) _steps[index + 1].Before ??= step.Before;
        _steps.RemoveAt(index);
        _bytes -= WeightOf(step);
    }

    private static long WeightOf(LoggedEdit step) => step.Edit.Weight + step.Inverse.Weight;

    // Not across a step that could be about the same thing: in between, only values of other properties may have been set.
    private LoggedEdit? FindJoined(FlowEdit edit, object author, long joinsAfter)
    {
        if (edit.Property is not { } property) return null;
        for (var i = _steps.Count - 1; i >= 0 && _steps[i].At >= joinsAfter; i--)
        {
            var step = _steps[i];
            if (!step.IsActive) return null;
            var isSame = property.Equals(step.Edit.Property);
            if (step.Author == author) return isSame && (i == _steps.Count - 1 || step.Edit is not EditBatch && edit is not EditBatch) ? step : null;
            if (isSame || step.Edit.Property is null || step.Edit is EditBatch) return null;
        }

        return null;
    }

    private void Join(LoggedEdit step, FlowEdit edit, FlowEdit inverse)
    {
        _bytes -= WeightOf(step);
        if (step.Edit is EditBatch || edit is EditBatch) step.Inverse = new EditBatch([inverse, step.Inverse]);
        step.Edit = step.Edit.Then(edit);
        _bytes += WeightOf(step);

        // The states kept at later steps had the old value.
        for (var i = IndexOf(step) + 1; i < _steps.Count; i++) _steps[i].Before = null;
        Fold();
    }

    // An id may have been given to another's part while this one was undone: theirs stays. Not so
    // where somebody deleted the part in between.
    private bool IsInTheWay(LoggedEdit step, int index)
    {
        var brought = step.Edit.Brings.ToHashSet();
        if (brought.Count == 0) return false;
        var rivals = _steps.Skip(index + 1).Where(later => later.IsActive && later.Edit.Brings.Any(brought.Contains)).ToHashSet();
        if (rivals.Count == 0) return false;
        var current = step.Edit.Apply(FlowBefore(index));
        foreach (var later in _steps.Skip(index + 1).Where(later => later.IsActive))
        {
            if (rivals.Contains(later) && later.Edit.Brings.Any(id => brought.Contains(id) && current.Has(id))) return true;
            current = later.Edit.Apply(current);
        }

        return false;
    }

    private bool IsLastActive(int index) => !_steps.Skip(index + 1).Any(step => step.IsActive);

    private Flow TakeBackLast(LoggedEdit step, int index)
    {
        var fresh = step.Inverse.Apply(Flow);
        foreach (var later in _steps.Skip(index + 1))
        {
            if (later.Before is not null) later.Before = fresh;
        }

        return fresh;
    }

    private Flow FlowBefore(int index)
    {
        var start = index;
        while (start > 0 && _steps[start].Before is null) start--;
        var current = _steps[start].Before ?? _beginning;
        return _steps.Take(start..index).Where(step => step.IsActive).Aggregate(current, (flow, step) => step.Edit.Apply(flow));
    }

    private Flow Replay(int index)
    {
        var start = index;
        while (start > 0 && _steps[start].Before is null) start--;
        var current = _steps[start].Before ?? _beginning;
        for (var i = start; i < _steps.Count; i++)
        {
            var step = _steps[i];
            if (step.Number % StepsBetweenPoints == 0 || step.Before is not null) step.Before = current;
            if (!step.IsActive) continue;
            if (i >= index) Reweigh(step, step.Edit.Invert(current));
            current = step.Edit.Apply(current);
        }

        return current;
    }

    private void Reweigh(LoggedEdit step, FlowEdit inverse)
    {
        _bytes += inverse.Weight - step.Inverse.Weight;
        step.Inverse = inverse;
    }

    private void Fold()
    {
        while (_steps.Count > 1 && (_steps.Count > MostSteps || _bytes > MostBytes))
        {
            var oldest = _steps[0];
            if (oldest.IsActive) _beginning = oldest.Edit.Apply(_beginning);
            oldest.IsKept = false;
            _steps.RemoveAt(0);
            _bytes -= WeightOf(oldest);
        }
    }

    private int IndexOf(LoggedEdit step)
    {
        var (low, high) = (0, _steps.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_steps[middle].Number < step.Number) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
