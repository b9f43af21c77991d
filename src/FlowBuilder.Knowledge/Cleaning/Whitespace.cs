using System.Text;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Cleaning;

/// <summary>Makes blanks, empty lines, line ends and the forms of characters alike, where they mean the same.</summary>
/// <remarks>
/// What they mean is kept: the indent of a line, the two blanks that break a line in Markdown, everything in fenced code and in lines
/// indented like code, and the columns of neighbouring lines that are set with blanks. Characters that show nothing (control
/// characters, zero-width space, byte order mark) go; the joiners that emoji and some scripts are written with stay.
/// </remarks>
internal static class Whitespace
{
    private const int CodeIndent = 4;
    private const int ColumnGap = 3;

    /// <summary>The text, made alike; without empty lines at its ends.</summary>
    public static string Normalize(string text, bool isMarkdown)
    {
        text = Visible(text);
        var lines = LineBreaks.LinesOf(text).Select(line => text[line.Start..line.End]).ToList();
        var clean = new StringBuilder(text.Length);
        var fence = "";
        var hasGap = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var mark = FenceOf(line);
            var isCode = fence.Length > 0;
            if (fence.Length == 0) fence = mark;
            else if (mark == fence) fence = "";
            if (!isCode && string.IsNullOrWhiteSpace(line))
            {
                hasGap = clean.Length > 0;
                continue;
            }

            if (hasGap) clean.Append('\n');
            hasGap = false;
            clean.Append(isCode || mark.Length > 0 || IsAligned(lines, i) ? line.TrimEnd() : Line(line, isMarkdown)).Append('\n');
        }

        return clean.ToString().TrimEnd();
    }

    // One form for each character, one blank for the many, and nothing that cannot be seen.
    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var letter in text.IsNormalized() ? text : Composed(text))
        {
            if (letter is '\u200B' or '\u2060' or '\uFEFF' || (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t' or '\u0085'))) continue;
            visible.Append(letter switch
            {
                '\u0085' or '\u2028' or '\u2029' => '\n',
                _ when char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.SpaceSeparator => ' ',
                _ => letter,
            });
        }

        return visible.ToString();
    }

    // A lone surrogate has no form; such a text stays as it is.
    private static string Composed(string text)
    {
        try
        {
            return text.Normalize();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static string Line(string line, bool isMarkdown)
    {
        var indent = line.Length - line.TrimStart().Length;
        if (IsCode(line)) return line.TrimEnd();
        var content = new StringBuilder(line.Length).Append(line.AsSpan(0, indent));
        var words = line.AsSpan(indent).TrimEnd();
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is not (' ' or '\t')) content.Append(words[i]);
            else if (words[i - 1] is not (' ' or '\t')) content.Append(' ');
        }

        return isMarkdown && line.EndsWith("  ", StringComparison.Ordinal) ? content.Append("  ").ToString() : content.ToString();
    }

    private static bool IsCode(string line) =>
        line[0] == '\t' || (line.Length > CodeIndent && line.AsSpan(0, CodeIndent).IndexOfAnyExcept(' ') < 0);

    private static bool IsAligned(List<string> lines, int index) =>
        HasColumns(lines[index]) && ((index > 0 && HasColumns(lines[index - 1])) || (index + 1 < lines.Count && HasColumns(lines[index + 1])));

    private static bool HasColumns(string line)
    {
        var content = line.AsSpan().Trim();
        return content.Contains('\t') || content.IndexOf(new string(' ', ColumnGap)) > 0;
    }

    private static string FenceOf(string line) => line.TrimStart() switch
    {
        ['`', '`', '`', ..] => "```",
        ['~', '~', '~', ..] => "~~~",
        _ => "",
    };
}
