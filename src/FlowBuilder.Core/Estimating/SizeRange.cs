namespace FlowBuilder.Core.Estimating;

/// <summary>How long a text is likely to be, in tokens.</summary>
/// <param name="Low">When it is short.</param>
/// <param name="High">When it is long.</param>
/// <param name="Items">How many items it has where it is a list that is known already; else null.</param>
internal readonly record struct SizeRange(long Low, long High, int? Items = null)
{
    /// <summary>An empty text.</summary>
    public static readonly SizeRange None;

    /// <summary>A text whose length is known.</summary>
    public static SizeRange Exactly(long tokens, int? items = null) => new(tokens, tokens, items);

    public static SizeRange operator +(SizeRange left, SizeRange right) => new(left.Low + right.Low, left.High + right.High);

    /// <summary>The same, but no longer than so many tokens.</summary>
    public SizeRange AtMost(long tokens) => new(Math.Min(Low, tokens), Math.Min(High, tokens), Items);
}
