namespace FlowBuilder.Knowledge.Splitting;

/// <summary>Places where a text may be cut at one level (paragraphs, lines, sentences or words), ready to be searched.</summary>
/// <param name="starts">First characters of units, ascending.</param>
internal sealed class Breaks(IReadOnlyList<int> starts)
{
    /// <summary>The last break after <paramref name="from"/> whose left part, without blanks at its end, ends by <paramref name="limit"/>.</summary>
    /// <returns>The index of the break's first character, or -1.</returns>
    public int LastFitting(string text, int from, int limit)
    {
        var best = -1;
        for (var i = FirstAfter(from); i < starts.Count; i++)
        {
            if (ContentEnd(text, from, starts[i]) > limit) break;
            best = starts[i];
        }

        return best;
    }

    /// <summary>The first break at or after <paramref name="from"/> and before <paramref name="until"/>, or -1.</summary>
    public int FirstWithin(int from, int until)
    {
        var i = FirstAfter(from - 1);
        return i < starts.Count && starts[i] < until ? starts[i] : -1;
    }

    private static int ContentEnd(string text, int from, int end)
    {
        while (end > from && char.IsWhiteSpace(text[end - 1])) end--;
        return end;
    }

    private int FirstAfter(int position)
    {
        var (low, high) = (0, starts.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (starts[middle] <= position) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
