using System.Buffers;

namespace FlowBuilder.Knowledge.Text;

/// <summary>Tells a line break that the writer meant from one that only wraps a long line.</summary>
/// <remarks>
/// In text wrapped at a fixed width, a line ends where the next word would not have fitted. So the width of a paragraph's
/// widest line decides: a line that had room for the next line's first word was ended on purpose.
/// </remarks>
internal sealed class LineBreaks
{
    private const int LeastWrapWidth = 40;
    private const int MostWrapWidth = 140;

    private static readonly SearchValues<char> NewLines = SearchValues.Create("\r\n");

    private readonly List<int> _paragraphs = [];
    private readonly List<int> _lines = [];

    private LineBreaks()
    {
    }

    /// <summary>Where the paragraphs after the first start: first character after one or more empty lines; ascending.</summary>
    public IReadOnlyList<int> Paragraphs => _paragraphs;

    /// <summary>Where lines start that were broken on purpose, the starts of paragraphs included; ascending.</summary>
    public IReadOnlyList<int> Lines => _lines;

    /// <summary>Finds the breaks of a text.</summary>
    public static LineBreaks Of(string text)
    {
        var breaks = new LineBreaks();
        var block = new List<TextRange>();
        foreach (var line in LinesOf(text))
        {
            if (!IsBlank(text, line))
            {
                block.Add(line);
                continue;
            }

            breaks.AddBlock(text, block);
            block.Clear();
        }

        breaks.AddBlock(text, block);
        return breaks;
    }

    /// <summary>The lines of a text without their line ends (\n, \r\n or \r).</summary>
    public static IEnumerable<TextRange> LinesOf(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var length = text.AsSpan(start).IndexOfAny(NewLines);
            var end = length < 0 ? text.Length : start + length;
            yield return new TextRange(start, end);
            start = end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
        }
    }

    private static bool IsBlank(string text, TextRange line) => line.In(text).IsWhiteSpace();

    private void AddBlock(string text, List<TextRange> block)
    {
        if (block.Count == 0) return;
        if (block[0].Start > 0)
        {
            _paragraphs.Add(block[0].Start);
            _lines.Add(block[0].Start);
        }

        var widest = 0;
        foreach (var line in block) widest = Math.Max(widest, DisplayWidth.Of(line.In(text).TrimEnd()));
        for (var i = 1; i < block.Count; i++)
        {
            if (IsMeant(text, block[i - 1], block[i], widest)) _lines.Add(block[i].Start);
        }
    }

    private static bool IsMeant(string text, TextRange before, TextRange after, int widest)
    {
        var next = after.In(text).TrimStart();
        if (widest is < LeastWrapWidth or > MostWrapWidth || StartsAnItem(next)) return true;
        var line = before.In(text).TrimEnd();
        if (line.StartsWith('#') || line.EndsWith('|')) return true;
        var blank = next.IndexOfAny(' ', '\t');
        var firstWord = blank < 0 ? next : next[..blank];
        return DisplayWidth.Of(line) + 1 + DisplayWidth.Of(firstWord) <= widest;
    }

    // Bullets, numbers, headings, quotations, table rows and fences begin something new however full the line before is.
    private static bool StartsAnItem(ReadOnlySpan<char> line)
    {
        if (line[0] is '#' or '>' or '|') return true;
        if (line[0] is '-' or '*' or '+' or '•' or '·' or '▪' or '◦' && (line.Length == 1 || line[1] is ' ' or '\t')) return true;
        if (line.StartsWith("```") || line.StartsWith("~~~")) return true;
        return ListMarker.LengthAt(line) > 0;
    }
}
