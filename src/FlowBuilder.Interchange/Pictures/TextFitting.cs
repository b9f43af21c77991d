using System.Globalization;

namespace FlowBuilder.Interchange.Pictures;

/// <summary>Breaks texts into lines of a width; SVG does not do so by itself.</summary>
internal static class TextFitting
{
    // The size of the letters that NodeGeometry measures, in pixels.
    private const double MeasuredSize = 14;

    /// <summary>The first lines of a text; the last one ends in an ellipsis where more follows.</summary>
    /// <param name="text">The text; its own line breaks are kept.</param>
    /// <param name="width">The room for a line, in pixels.</param>
    /// <param name="size">The size of its letters, in pixels.</param>
    /// <param name="mostLines">Lines, at most; at least one.</param>
    public static IReadOnlyList<string> Lines(string text, double width, double size, int mostLines)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var rest = paragraph.TrimEnd();
            do
            {
                if (lines.Count == mostLines)
                {
                    lines[^1] = Shortened(lines[^1].TrimEnd('.', ',') + "…", width, size);
                    return lines;
                }

                var length = LengthOf(rest, width, size);
                lines.Add(rest[..length].TrimEnd());
                rest = rest[length..].TrimStart();
            }
            while (rest.Length > 0);
        }

        return lines;
    }

    /// <summary>As much of a line as fits, with an ellipsis where something is left out.</summary>
    public static string Shortened(string line, double width, double size)
    {
        if (WidthOf(line, size) <= width) return line;
        var starts = StringInfo.ParseCombiningCharacters(line);
        for (var i = starts.Length - 1; i > 0; i--)
        {
            var shorter = line[..starts[i]].TrimEnd('…', ' ') + "…";
            if (WidthOf(shorter, size) <= width) return shorter;
        }

        return "…";
    }

    /// <summary>About how wide a line is, in pixels.</summary>
    public static double WidthOf(ReadOnlySpan<char> text, double size) => NodeGeometry.TextWidth(text) * size / MeasuredSize;

    // Up to the last blank that fits; a word longer than the line is broken where it must be.
    private static int LengthOf(string text, double width, double size)
    {
        if (WidthOf(text, size) <= width) return text.Length;
        var (fits, blank) = (0, 0);
        var starts = StringInfo.ParseCombiningCharacters(text);
        for (var i = 1; i < starts.Length && WidthOf(text.AsSpan(0, starts[i]), size) <= width; i++)
        {
            fits = starts[i];
            if (char.IsWhiteSpace(text[starts[i]])) blank = starts[i];
        }

        return blank > 0 ? blank : Math.Max(fits, starts.Length > 1 ? starts[1] : text.Length);
    }
}
