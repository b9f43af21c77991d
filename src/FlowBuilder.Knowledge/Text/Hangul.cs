using System.Text;

namespace FlowBuilder.Knowledge.Text;

/// <summary>Facts about precomposed Hangul syllables (U+AC00 to U+D7A3).</summary>
/// <remarks>Arithmetic of the Unicode Standard, section 3.12: index = (lead × 21 + vowel) × 28 + final consonant.</remarks>
internal static class Hangul
{
    private const char First = '\uAC00';
    private const char Last = '\uD7A3';
    private const int FinalConsonants = 28;
    private const int Vowels = 21;
    private const int Rieul = 8;

    /// <summary>Whether a character is a precomposed syllable.</summary>
    public static bool IsSyllable(char c) => c is >= First and <= Last;

    /// <summary>Whether a syllable ends in a consonant (받침).</summary>
    public static bool HasFinal(char syllable) => IsSyllable(syllable) && (syllable - First) % FinalConsonants != 0;

    /// <summary>Whether a syllable ends in ㄹ.</summary>
    public static bool EndsInRieul(char syllable) => IsSyllable(syllable) && (syllable - First) % FinalConsonants == Rieul;

    /// <summary>A text with each syllable as its two or three letters (자모); other characters as they are.</summary>
    public static string Letters(string text)
    {
        var letters = new StringBuilder(3 * text.Length);
        foreach (var c in text)
        {
            if (!IsSyllable(c))
            {
                letters.Append(c);
                continue;
            }

            var index = c - First;
            letters.Append((char)('\u1100' + index / (Vowels * FinalConsonants))).Append((char)('\u1161' + index / FinalConsonants % Vowels));
            if (index % FinalConsonants != 0) letters.Append((char)('\u11A7' + index % FinalConsonants));
        }

        return letters.ToString();
    }
}
