using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>The journal of an unfinished run cannot be read to its end: a part of it is damaged or missing, or was written by a newer program.</summary>
/// <param name="readable">The events that can be read.</param>
/// <param name="cause">What is wrong with the others, or null where they are missing.</param>
public sealed class DamagedJournalException(IReadOnlyList<RunEvent> readable, Exception? cause = null)
    : Exception($"Of the journal {readable.Count} events can be read.", cause)
{
    /// <summary>The events that can be read.</summary>
    public IReadOnlyList<RunEvent> Readable { get; } = readable;
}
