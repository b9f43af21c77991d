using System.Collections.Immutable;

namespace FlowBuilder.Core.Conversations;

/// <summary>One message and what the flow answered to it.</summary>
/// <remarks>
/// Turns form a tree by <see cref="Parent"/>: turns of one parent are versions of each other. Those of one <see cref="Question"/>
/// answer the same message anew; those of different ones are versions of the message itself.
/// </remarks>
public sealed record ConversationTurn
{
    /// <summary>The run that answers, which is also the turn's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The run of the turn before it, or null for the first.</summary>
    public string? Parent { get; init; }

    /// <summary>The run that answered this message first: the turn's own where the message is new.</summary>
    public required string Question { get; init; }

    /// <summary>What the person wrote.</summary>
    public required string Message { get; init; }

    /// <summary>The files that came with it.</summary>
    public ImmutableArray<TurnAttachment> Attachments { get; init; } = [];

    /// <summary>When it was sent, in UTC.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>How it ended, or null while the answer is being made.</summary>
    public TurnEnd? End { get; init; }
}
