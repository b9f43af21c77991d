namespace FlowBuilder.Knowledge.Splitting;

/// <summary>How texts are cut into passages.</summary>
/// <param name="Method">Where they may be cut.</param>
/// <param name="Size">The most characters (UTF-16 code units) in a passage; at least 1.</param>
/// <param name="Overlap">The most characters of a passage that the next one repeats; less than <paramref name="Size"/>.</param>
internal sealed record SplitOptions(SplitMethod Method, int Size, int Overlap);
