namespace FlowBuilder.Knowledge.Splitting;

/// <summary>How texts are cut into passages.</summary>
/// <param name="Method">Where they may be cut.</param>
/// <param name="Size">The most of a passage, in characters (UTF-16 code units) or, for <see cref="SplitMethod.Tokens"/>, in estimated tokens; at least 1.</param>
/// <param name="Overlap">The most of a passage that the next one repeats, counted alike; less than <paramref name="Size"/>.</param>
/// <param name="ParentSize">
/// The most of the wider section that each passage stands in, counted alike and more than <paramref name="Size"/>; null for none.
/// </param>
internal sealed record SplitOptions(SplitMethod Method, int Size, int Overlap, int? ParentSize = null)
{
    /// <summary>How the wider sections are cut: at the best places, none repeating another.</summary>
    public SplitOptions Wider => new(Method == SplitMethod.Tokens ? Method : SplitMethod.Recursive, ParentSize ?? Size, 0);
}
