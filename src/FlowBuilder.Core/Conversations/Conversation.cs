namespace FlowBuilder.Core.Conversations;

/// <summary>One conversation of a person with a flow. What was said is in its turns.</summary>
/// <param name="Id">Its id, which is also the session of its runs.</param>
/// <param name="FlowId">The stored flow that is talked to.</param>
/// <param name="Name">What it is called in a list.</param>
/// <param name="Head">The run of the turn up to which it is shown: the end of the branch that was looked at last; null before the first turn.</param>
/// <param name="CreatedAt">When it began, in UTC.</param>
/// <param name="UpdatedAt">When something was last said in it, in UTC.</param>
public sealed record Conversation(
    string Id,
    string FlowId,
    string Name,
    string? Head,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
