namespace FlowBuilder.Core.Conversations;

/// <summary>Where in its document a passage stands.</summary>
/// <param name="Kind">What is counted: <c>page</c>, <c>slide</c>, <c>sheet</c>, <c>row</c> or <c>section</c>.</param>
/// <param name="Value">Its number or name.</param>
public sealed record SourcePlace(string Kind, string Value);
