namespace FlowBuilder.Core.Conversations;

/// <summary>Keeps what people said to flows and what was answered.</summary>
/// <remarks>Thread-safe. What is acknowledged is on disk.</remarks>
public interface IConversationStore
{
    /// <summary>The conversations with a flow, the one spoken in last first; those deleted are left out.</summary>
    ValueTask<IReadOnlyList<Conversation>> ListAsync(string flowId, CancellationToken cancellationToken);

    /// <summary>The conversation of that id, or null where there is none or it was deleted.</summary>
    ValueTask<Conversation?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Begins a conversation without a turn.</summary>
    ValueTask<Conversation> CreateAsync(string flowId, string name, CancellationToken cancellationToken);

    /// <summary>Gives a conversation another name; false where there is none of that id.</summary>
    ValueTask<bool> RenameAsync(string id, string name, CancellationToken cancellationToken);

    /// <summary>Shows another branch from now on; false where there is no such conversation.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="head">The run of the turn up to which it is shown, or null for none.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    ValueTask<bool> SetHeadAsync(string id, string? head, CancellationToken cancellationToken);

    /// <summary>Takes a conversation out of the list and erases what was remembered of it; false where there is none of that id.</summary>
    ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Takes a deletion back; false where there is nothing deleted of that id.</summary>
    ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken);

    /// <summary>Every turn of a conversation on all its branches, in the order in which they were sent.</summary>
    ValueTask<IReadOnlyList<ConversationTurn>> ListTurnsAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a turn and makes it the head of its conversation; false where there is no such conversation.</summary>
    /// <exception cref="ArgumentException">The turn has ended already.</exception>
    ValueTask<bool> AddTurnAsync(ConversationTurn turn, CancellationToken cancellationToken);

    /// <summary>Notes how a turn ended; false where there is no such turn or it has ended already.</summary>
    ValueTask<bool> EndTurnAsync(string runId, TurnEnd end, CancellationToken cancellationToken);
}
