namespace FlowBuilder.Core.Memory;

/// <summary>What the older part of a conversation came down to.</summary>
/// <param name="Node">The node that made it, by its id in the flow.</param>
/// <param name="Text">The summary.</param>
/// <param name="Messages">How many messages it covers, from the first.</param>
/// <param name="Hash">The hash of those messages: another branch of the conversation has another.</param>
/// <param name="UpdatedAt">When it was made, in UTC.</param>
public sealed record MemorySummary(string Node, string Text, int Messages, string Hash, DateTimeOffset UpdatedAt);
