namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>A vector that a search found.</summary>
/// <param name="Key">The caller's own number for it.</param>
/// <param name="Score">The cosine of the angle between it and the query: 1 where they point the same way, −1 where the opposite way.</param>
public readonly record struct VectorHit(long Key, double Score);
