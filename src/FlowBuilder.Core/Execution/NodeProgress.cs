namespace FlowBuilder.Core.Execution;

/// <summary>How far a node is with what it does many times.</summary>
/// <param name="Done">How many are done, failed ones included.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Failed">How many of those done have failed.</param>
public sealed record NodeProgress(int Done, int Total, int Failed);
