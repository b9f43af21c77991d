using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Splitting;

/// <summary>The sections that a Markdown text's headings make.</summary>
/// <remarks>ATX headings (<c># Title</c>) and underlined ones of CommonMark; what stands in fenced code is no heading.</remarks>
internal sealed class MarkdownSections
{
    /// <summary>Stands between the headings of a path.</summary>
    public const string PathSeparator = " > ";

    private readonly List<(TextRange Range, string Path)> _sections = [];

    private MarkdownSections()
    {
    }

    /// <summary>The sections in order: each from its heading to the next, with the path of headings that lead to it.</summary>
    public IReadOnlyList<(TextRange Range, string Path)> All => _sections;

    /// <summary>Finds the sections of a text; one without headings has a single section with an empty path.</summary>
    public static MarkdownSections Of(string text)
    {
        var sections = new MarkdownSections();
        var open = new List<(int Level, string Title)>();
        var start = 0;
        foreach (var (at, level, title) in Headings(text))
        {
            sections.Add(text, new TextRange(start, at), open);
            start = at;
            open.RemoveAll(heading => heading.Level >= level);
            open.Add((level, title));
        }

        sections.Add(text, new TextRange(start, text.Length), open);
        return sections;
    }

    /// <summary>The parts of sections that lie in a stretch of the text, in order.</summary>
    public IEnumerable<(TextRange Range, string Path)> In(TextRange stretch) => _sections
        .Skip(IndexAt(stretch.Start))
        .TakeWhile(section => section.Range.Start < stretch.End)
        .Select(section => (new TextRange(Math.Max(section.Range.Start, stretch.Start), Math.Min(section.Range.End, stretch.End)), section.Path));

    /// <summary>The path of headings under which a place stands; empty before the first heading.</summary>
    public string PathAt(int index) => IndexAt(index) is var at && at < _sections.Count ? _sections[at].Path : "";

    /// <summary>The first heading of the highest level in a text, or null.</summary>
    public static string? TitleOf(string text)
    {
        var headings = Headings(text).ToList();
        return headings.Count == 0 ? null : headings.MinBy(heading => heading.Level).Title;
    }

    private int IndexAt(int index)
    {
        var (low, high) = (0, _sections.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_sections[middle].Range.End <= index) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static IEnumerable<(int At, int Level, string Title)> Headings(string text)
    {
        var fence = '\0';
        var before = new TextRange(0, 0);
        foreach (var line in LineBreaks.LinesOf(text))
        {
            var content = line.Trim(text);
            if (FenceOf(content.In(text)) is var mark and not '\0')
            {
                if (fence == '\0') fence = mark;
                else if (fence == mark) fence = '\0';
                before = new TextRange(0, 0);
            }
            else if (fence == '\0')
            {
                if (AtxLevel(content.In(text)) is var level and > 0)
                    yield return (line.Start, level, Plain(content.In(text)[level..]));
                else if (before.Length > 0 && UnderlineLevel(content.In(text)) is var underline and > 0)
                    yield return (before.Start, underline, Plain(before.In(text)));
                before = content.Length > 0 && AtxLevel(content.In(text)) == 0 && MayBeUnderlined(content.In(text)) ? content : new TextRange(0, 0);
            }
        }
    }

    private static char FenceOf(ReadOnlySpan<char> line) =>
        line.StartsWith("```") ? '`' : line.StartsWith("~~~") ? '~' : '\0';

    private static int AtxLevel(ReadOnlySpan<char> line)
    {
        var level = 0;
        while (level < line.Length && line[level] == '#') level++;
        return level is >= 1 and <= 6 && level < line.Length && char.IsWhiteSpace(line[level]) ? level : 0;
    }

    // Three at least, although CommonMark lets one do: a lone dash is more often an empty bullet.
    private static int UnderlineLevel(ReadOnlySpan<char> line)
    {
        if (line.Length < 3) return 0;
        if (!line.ContainsAnyExcept('=')) return 1;
        return line.ContainsAnyExcept('-') ? 0 : 2;
    }

    private static bool MayBeUnderlined(ReadOnlySpan<char> line) =>
        line[0] is not ('-' or '*' or '+' or '>' or '|' or '=') && line.ContainsAnyExcept('=', '-');

    private static string Plain(ReadOnlySpan<char> heading)
    {
        var title = heading.Trim().TrimEnd('#').Trim().ToString();
        return title.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
    }

    private void Add(string text, TextRange range, List<(int Level, string Title)> open)
    {
        if (range.In(text).IsWhiteSpace()) return;
        _sections.Add((range, string.Join(PathSeparator, open.Select(heading => heading.Title))));
    }
}
