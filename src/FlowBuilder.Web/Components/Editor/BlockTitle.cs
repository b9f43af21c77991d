namespace FlowBuilder.Web.Components.Editor;

/// <summary>Breaks the title of a card that is seen from far away into a few lines of large letters.</summary>
internal static class BlockTitle
{
    /// <summary>From the card's left edge to its letters, in canvas pixels.</summary>
    public const int Indent = 22;

    /// <summary>From one line to the next, in canvas pixels.</summary>
    public const int LineHeight = 40;

    // The letters are so much larger than those of a card's title, by which widths are measured (canvas.css).
    private const double Scale = 34.0 / 14;
    private const int MostLines = 3;

    /// <summary>The lines, with their numbers from 0; the last ends in an ellipsis where the title is longer.</summary>
    /// <param name="title">The title.</param>
    /// <param name="width">The card's width, in canvas pixels.</param>
    public static IReadOnlyList<(int Index, string Text)> LinesOf(string title, int width)
    {
        var room = (width - 2 * Indent) / Scale;
        var lines = new List<(int, string)>();
        var rest = title.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var length = Fitting(rest, room);
            if (lines.Count == MostLines - 1 && length < rest.Length)
            {
                lines.Add((lines.Count, string.Concat(rest[..Math.Max(0, length - 1)].TrimEnd(), "…")));
                break;
            }

            lines.Add((lines.Count, rest[..length].TrimEnd().ToString()));
            rest = rest[length..].TrimStart();
        }

        return lines;
    }

    // As many characters as fit, to the end of a word where there is one.
    private static int Fitting(ReadOnlySpan<char> text, double room)
    {
        var length = text.Length;
        while (length > 1 && NodeGeometry.TextWidth(text[..length]) > room) length--;
        if (length == text.Length) return length;
        if (length > 1 && char.IsHighSurrogate(text[length - 1])) length--;
        var space = text[..(length + 1)].LastIndexOf(' ');
        return space > 0 ? space : length;
    }
}
