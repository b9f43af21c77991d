using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <summary>One step of an <see cref="EditLog"/>: an edit, who made it, and whether it counts.</summary>
/// <param name="number">Its place in the log; later steps have higher numbers.</param>
/// <param name="author">Who made it, or null for a change that came from outside.</param>
internal sealed class LoggedEdit(long number, object? author)
{
    /// <summary>Its place in the log; later steps have higher numbers.</summary>
    public long Number { get; } = number;

    /// <summary>Who made it, or null for a change that came from outside.</summary>
    public object? Author { get; } = author;

    /// <summary>The edit.</summary>
    public required FlowEdit Edit { get; set; }

    /// <summary>The edit that takes it back from the state right after it.</summary>
    public required FlowEdit Inverse { get; set; }

    /// <summary>When it was made or last added to, on the session's clock.</summary>
    public long At { get; set; }

    /// <summary>Whether it counts: false while it is undone.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether it still stands in the log and can be undone or done again.</summary>
    public bool IsKept { get; set; } = true;

    /// <summary>The flow before it, kept at some of the steps as a point to start from.</summary>
    public Flow? Before { get; set; }
}
