namespace FlowBuilder.Knowledge.Searching;

/// <summary>What several searches found together.</summary>
/// <param name="Key">The caller's own number for it.</param>
/// <param name="Score">From 0 to 1: 1 where every search had it first. It says how well the searches agree, not how good the answer is.</param>
/// <param name="Parts">What each search that found it said, in the order of the searches.</param>
public sealed record HybridHit(long Key, double Score, IReadOnlyList<ScorePart> Parts);
