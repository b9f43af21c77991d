using System.Globalization;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Cleaning;

/// <summary>Leaves out the heads and feet of pages: lines that many pages of a file have, and page numbers.</summary>
/// <remarks>
/// Only the first and last three lines of a page are looked at, and of a short page no more than its first and last third. A line is left out where it stands just so on two fifths of the pages
/// and three at least (left and right pages have heads of their own), or where it differs by numbers alone and one of them counts the
/// pages. Rows of tables, headings and fences of Markdown are never left out.
/// </remarks>
internal static class PageLines
{
    private const int LinesAtEdge = 3;
    private const int FewestPages = 3;
    private const double LeastShare = 0.4;
    private const int LongestLine = 200;

    /// <summary>The pages without what is repeated on them; a page of which nothing else is left is empty.</summary>
    public static string[] WithoutRepeated(string[] pages)
    {
        if (pages.Length < FewestPages) return pages;
        var edges = pages.Select(EdgesOf).ToArray();
        var enough = Math.Max(FewestPages, (int)Math.Ceiling(pages.Length * LeastShare));
        var repeated = new HashSet<(int Page, int Start)>();
        foreach (var group in edges
            .SelectMany((lines, page) => lines.Select(line => (Page: page, Line: line, Words: line.Trim(pages[page]).In(pages[page]).ToString())))
            .GroupBy(edge => PatternOf(edge.Words), StringComparer.Ordinal))
        {
            foreach (var edge in RepeatedOf([.. group], enough)) repeated.Add((edge.Page, edge.Line.Start));
        }

        return repeated.Count == 0 ? pages : [.. pages.Select((text, page) => Without(text, edges[page].Where(line => repeated.Contains((page, line.Start)))))];
    }

    private static IEnumerable<(int Page, TextRange Line, string Words)> RepeatedOf(List<(int Page, TextRange Line, string Words)> alike, int enough)
    {
        var same = alike.GroupBy(edge => edge.Words, StringComparer.Ordinal).Where(group => CountPages(group) >= enough).SelectMany(group => group).ToList();
        if (same.Count > 0) return same;
        if (CountPages(alike) < FewestPages) return [];
        var numbers = alike.ConvertAll(edge => NumbersOf(edge.Words));
        return Enumerable.Range(0, numbers[0].Count)
            .Select(place => alike
                .Select((edge, index) => (Edge: edge, Offset: numbers[index][place] - edge.Page))
                .GroupBy(item => item.Offset, item => item.Edge)
                .MaxBy(CountPages)!)
            .Where(counting => CountPages(counting) >= enough)
            .MaxBy(CountPages) ?? Enumerable.Empty<(int, TextRange, string)>();
    }

    private static int CountPages(IEnumerable<(int Page, TextRange Line, string Words)> edges) => edges.DistinctBy(edge => edge.Page).Count();

    private static List<TextRange> EdgesOf(string page)
    {
        var lines = LineBreaks.LinesOf(page).Where(line => !line.In(page).IsWhiteSpace()).ToList();
        var most = Math.Clamp(lines.Count / 3, 1, LinesAtEdge);
        var edges = lines.Count <= 2 ? lines : [.. lines.Take(most), .. lines.TakeLast(most)];
        edges.RemoveAll(line => line.Trim(page) is var content && (content.Length > LongestLine || content.In(page)[0] is '|' or '#' or '`' or '~'));
        return edges;
    }

    private static string PatternOf(string line)
    {
        var pattern = new System.Text.StringBuilder(line.Length);
        foreach (var letter in line)
        {
            if (!char.IsAsciiDigit(letter)) pattern.Append(char.ToLowerInvariant(letter));
            else if (pattern.Length == 0 || pattern[^1] != '#') pattern.Append('#');
        }

        return pattern.ToString();
    }

    private static List<long> NumbersOf(string line)
    {
        var numbers = new List<long>();
        for (var i = 0; i < line.Length; i++)
        {
            if (!char.IsAsciiDigit(line[i])) continue;
            var start = i;
            while (i < line.Length && char.IsAsciiDigit(line[i])) i++;
            numbers.Add(i - start <= 9 ? long.Parse(line.AsSpan(start, i - start), CultureInfo.InvariantCulture) : -1_000_000);
        }

        return numbers;
    }

    private static string Without(string text, IEnumerable<TextRange> lines)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        var from = 0;
        foreach (var line in lines)
        {
            kept.Append(text.AsSpan(from, line.Start - from));
            from = line.End;
        }

        return kept.Append(text.AsSpan(from)).ToString().Trim('\r', '\n');
    }
}
