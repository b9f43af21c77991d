using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Splitting;

/// <summary>Measures stretches of a text in characters or in estimated tokens.</summary>
/// <param name="text">The text.</param>
/// <param name="inTokens">Whether sizes count tokens.</param>
internal sealed class PassageSize(string text, bool inTokens)
{
    /// <summary>The furthest place up to which a stretch from <paramref name="start"/> is no larger than <paramref name="size"/>.</summary>
    public int Reach(int start, int size) => inTokens
        ? start + TokenEstimator.Fitting(text.AsSpan(start), size)
        : (int)Math.Min((long)start + size, text.Length);

    /// <summary>The first place, not before <paramref name="start"/>, from which a stretch up to <paramref name="end"/> is no larger than <paramref name="size"/>.</summary>
    public int Back(int start, int end, int size)
    {
        if (!inTokens) return Math.Max(end - size, start);
        if (size == 0) return end;
        var (low, high) = (start, end);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (TokenEstimator.Count(text.AsSpan(middle, end - middle)) > size) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
