using System.Globalization;

namespace FlowBuilder.Knowledge.Text;

/// <summary>Finds places where text may be cut without breaking what a reader sees as one character.</summary>
/// <remarks>Characters are extended grapheme clusters (Unicode Standard Annex 29): surrogate pairs, Hangul written in jamo, and emoji sequences stay whole.</remarks>
internal static class GraphemeCut
{
    private const int LongestCluster = 64;

    /// <summary>The last place at or before <paramref name="limit"/> where a cut is clean.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">A clean place before <paramref name="limit"/>.</param>
    /// <param name="limit">The furthest cut allowed.</param>
    /// <returns>
    /// A place after <paramref name="start"/>; beyond <paramref name="limit"/> only when the first character alone is longer
    /// than the room given. Marks piled up beyond 64 code units are cut between code points.
    /// </returns>
    public static int AtOrBefore(string text, int start, int limit)
    {
        if (limit >= text.Length) return text.Length;
        var position = start;
        while (position < limit)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(position));
            if (length > LongestCluster) length = WholeCodePoints(text, position, LongestCluster);
            if (position + length > limit) return position > start ? position : position + length;
            position += length;
        }

        return position;
    }

    /// <summary>The first clean place at or after an index, looked for from a clean place before it.</summary>
    public static int AtOrAfter(string text, int start, int index)
    {
        var position = start;
        while (position < index)
            position += Math.Min(StringInfo.GetNextTextElementLength(text.AsSpan(position)), text.Length - position);
        return position;
    }

    private static int WholeCodePoints(string text, int position, int length) =>
        char.IsLowSurrogate(text[position + length]) ? length - 1 : length;
}
