namespace FlowBuilder.Core.Memory;

/// <summary>Whose memory it is: a person's, or a conversation's with one flow.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Id">The person's or the conversation's id, as callers give it.</param>
/// <param name="FlowId">The flow that a conversation is with: callers of two flows may call their conversations the same. Empty for a person.</param>
public sealed record MemoryOwner(MemoryOwnerKind Kind, string Id, string FlowId = "")
{
    /// <summary>The longest id, in characters.</summary>
    public const int MostCharacters = 200;
}
