using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Splitting;

/// <summary>Cuts a text into the sections that passages are given with.</summary>
/// <remarks>
/// Where there are headings, a section is what stands under one, with what stands under its lesser headings for as long as that fits.
/// A section that is too long, and a text without headings, is cut at the best places near the size.
/// </remarks>
internal static class WiderSections
{
    /// <summary>The sections in order; together they hold all that is not white space.</summary>
    /// <param name="text">The text.</param>
    /// <param name="headings">What its headings make of it; null where it has none.</param>
    /// <param name="options">How large a section may be, and how a longer one is cut.</param>
    public static List<TextRange> Of(string text, MarkdownSections? headings, SplitOptions options)
    {
        var sections = new List<TextRange>();
        var cutter = new PassageCutter(text, options);
        foreach (var group in Groups(text, headings, new PassageSize(text, options.Method == SplitMethod.Tokens), options.Size))
            sections.AddRange(cutter.Cut(group));
        return sections;
    }

    private static IEnumerable<TextRange> Groups(string text, MarkdownSections? headings, PassageSize measure, int size)
    {
        if (headings is null)
        {
            yield return new TextRange(0, text.Length);
            yield break;
        }

        TextRange? group = null;
        var top = "";
        foreach (var (range, path) in headings.All)
        {
            if (group is { } open && IsUnder(path, top) && range.Trim(text).End <= measure.Reach(open.Trim(text).Start, size))
            {
                group = open with { End = range.End };
                continue;
            }

            if (group is { } done) yield return done;
            (group, top) = (range, path);
        }

        if (group is { } last) yield return last;
    }

    // What stands before the first heading stands under none, and nothing under it.
    private static bool IsUnder(string path, string top) =>
        top.Length > 0 && path.StartsWith(top, StringComparison.Ordinal) && path.AsSpan(top.Length).StartsWith(MarkdownSections.PathSeparator);
}
