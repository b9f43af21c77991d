using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Memory;

/// <summary>Keeps what flows remember of people and conversations, so that it can be seen and erased.</summary>
/// <remarks>Thread-safe. What is acknowledged is kept, and what is erased is gone.</remarks>
public interface IMemoryStore
{
    /// <summary>What was said and answered in a conversation before a run, oldest first; empty where it is not stored.</summary>
    /// <param name="session">The conversation.</param>
    /// <param name="flowId">The flow that it is with: of another flow's conversation nothing is told.</param>
    /// <param name="runId">The run that answers now; it and what came of it are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<MessageList> HistoryAsync(string session, string flowId, string runId, CancellationToken cancellationToken);

    /// <summary>Everything remembered, by owner, the one changed last first.</summary>
    ValueTask<IReadOnlyList<MemoryOverview>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The facts of an owner, the newest first.</summary>
    ValueTask<IReadOnlyList<MemoryFact>> ListFactsAsync(MemoryOwner owner, CancellationToken cancellationToken);

    /// <summary>The summaries of an owner, by node.</summary>
    ValueTask<IReadOnlyList<MemorySummary>> ListSummariesAsync(MemoryOwner owner, CancellationToken cancellationToken);

    /// <summary>Adds facts and drops those that they replace, at once. A fact that is there already is only marked as said again.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="facts">What to remember.</param>
    /// <param name="replaced">The ids of facts that are true no longer.</param>
    /// <param name="cancellationToken">Gives up before anything is stored.</param>
    /// <returns>The facts that were added or marked.</returns>
    ValueTask<IReadOnlyList<MemoryFact>> SaveFactsAsync(
        MemoryOwner owner, IReadOnlyList<string> facts, IReadOnlyCollection<string> replaced, CancellationToken cancellationToken);

    /// <summary>Keeps a summary in place of the one of the same node.</summary>
    ValueTask SaveSummaryAsync(MemoryOwner owner, MemorySummary summary, CancellationToken cancellationToken);

    /// <summary>Erases one fact; false where there is none of that id.</summary>
    ValueTask<bool> EraseFactAsync(string id, CancellationToken cancellationToken);

    /// <summary>Erases all that is remembered for an owner; false where there was nothing.</summary>
    ValueTask<bool> EraseAsync(MemoryOwner owner, CancellationToken cancellationToken);

    /// <summary>Erases everything.</summary>
    ValueTask EraseAllAsync(CancellationToken cancellationToken);
}
