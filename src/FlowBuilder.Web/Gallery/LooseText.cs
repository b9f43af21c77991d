using System.Text;

namespace FlowBuilder.Web.Gallery;

/// <summary>Text as it is compared with what somebody types.</summary>
internal static class LooseText
{
    /// <summary>The text without case, accents, width, spaces and punctuation.</summary>
    /// <remarks>
    /// Korean is spaced as its writer likes, so spaces say nothing. Syllables are taken apart into their letters, and single letters
    /// made the same as those within syllables, so that a word is found while its last syllable is still being typed.
    /// </remarks>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length * 2);
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(letter)) folded.Append(char.ToLowerInvariant(Lead(letter)));
        }

        return folded.ToString();
    }

    // The letters below a syllable and the same ones above it: 각 ends with U+11A8, and 가ㄱ, half typed, with U+1100.
    private static char Lead(char letter) => letter is >= '\u11A8' and <= '\u11C2' ? Leads[letter - '\u11A8'] : letter;

    private const string Leads =
        "\u1100\u1101\u1100\u1102\u1102\u1102\u1103\u1105\u1105\u1105\u1105\u1105\u1105\u1105\u1105\u1106\u1107\u1107\u1109\u110A\u110B\u110C\u110E\u110F\u1110\u1111\u1112";
}
