using System.Globalization;
using System.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Puts what a file says into a sentence for people, so that it can neither flood nor disguise it.</summary>
internal static class Quoted
{
    private const int Longest = 60;

    /// <summary>A text in quotation marks, cut after 60 characters, without characters that cannot be seen or turn the line.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder("\"");
        var left = Longest;
        foreach (var rune in text.EnumerateRunes())
        {
            if (left-- == 0)
            {
                shown.Append('…');
                break;
            }

            var isHidden = Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;
            if (isHidden) shown.Append('\uFFFD');
            else shown.Append(rune.ToString());
        }

        return shown.Append('"').ToString();
    }
}
