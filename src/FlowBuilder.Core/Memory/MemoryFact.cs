namespace FlowBuilder.Core.Memory;

/// <summary>One thing that is remembered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">What is remembered, in a sentence.</param>
/// <param name="CreatedAt">When it was first learned, in UTC.</param>
/// <param name="UpdatedAt">When it was last said again, in UTC.</param>
public sealed record MemoryFact(string Id, string Text, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
