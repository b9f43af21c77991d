using System.Text;

namespace FlowBuilder.Nodes.Guards.Injection;

/// <summary>Characters that nobody sees and a model reads: between letters, or as whole sentences in Unicode's tag characters.</summary>
internal static class HiddenText
{
    private const int FirstTag = 0xE0000;
    private const int LastTag = 0xE007F;
    private const int BlackFlag = 0x1F3F4;

    /// <summary>Whether a character is not seen: zero width, a turn of the writing direction, a soft hyphen, a variation selector.</summary>
    public static bool IsHidden(char letter) => letter is '\u00AD' or '\u034F' or '\u061C' or '\u115F' or '\u1160' or '\u180E' or '\u3164' or '\uFEFF'
        or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or (>= '\uFE00' and <= '\uFE0F');

    /// <summary>How much is hidden: characters inside words and turns of the direction, and how much of it is written in tags.</summary>
    public static (int InWords, string InTags) Count(string text)
    {
        var inWords = 0;
        var tags = new StringBuilder();
        var previous = new Rune(' ');
        var isFlag = false;
        var isPending = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= FirstTag and <= LastTag)
            {
                // The flags of England, Scotland and Wales are written in tags.
                if (!isFlag && rune.Value is >= FirstTag + 0x20 and < LastTag) tags.Append((char)(rune.Value - FirstTag));
                continue;
            }

            isFlag = rune.Value == BlackFlag;
            if (rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)) inWords++;

            // Emoji and some scripts are joined by such characters; Latin letters and Hangul never are.
            else if (rune.IsBmp && IsHidden((char)rune.Value) && rune.Value is not (>= 0xFE00 and <= 0xFE0F)) isPending |= IsPlainLetter(previous);
            else
            {
                if (isPending && IsPlainLetter(rune)) inWords++;
                isPending = false;
                previous = rune;
            }
        }

        return (inWords, tags.ToString());
    }

    private static bool IsPlainLetter(Rune rune) => rune.Value is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= 0xAC00 and <= 0xD7A3);
}
