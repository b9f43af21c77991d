namespace FlowBuilder.Core.Publishing;

/// <summary>A flow as it was when it was published. It never changes.</summary>
/// <param name="FlowId">The flow's id in the store.</param>
/// <param name="Number">1 for the flow's first version, and one more for each that follows.</param>
/// <param name="PublishedAt">When, in UTC.</param>
/// <param name="Note">What is new in it, in the publisher's words; may be empty.</param>
/// <param name="ContentHash">The SHA-256 of its canonical bytes, in lower-case hexadecimal.</param>
public sealed record FlowVersion(string FlowId, int Number, DateTimeOffset PublishedAt, string Note, string ContentHash);
