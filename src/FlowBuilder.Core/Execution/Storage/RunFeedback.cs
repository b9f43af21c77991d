namespace FlowBuilder.Core.Execution.Storage;

/// <summary>What a person thought of a run's answer.</summary>
/// <param name="Score">From -1 (bad) to 1 (good).</param>
/// <param name="Comment">Why, in their words, or null.</param>
/// <param name="Node">The node it is about, or null for the run.</param>
/// <param name="Time">When it was given, in UTC.</param>
public sealed record RunFeedback(double Score, string? Comment, string? Node, DateTimeOffset Time);
