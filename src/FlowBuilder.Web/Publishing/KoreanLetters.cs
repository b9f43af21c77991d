using System.Text;

namespace FlowBuilder.Web.Publishing;

/// <summary>Writes Korean syllables in Latin letters.</summary>
/// <remarks>The letters of the Revised Romanization of Korean (2000), each syllable for itself: what sounds change between syllables is left out.</remarks>
internal static class KoreanLetters
{
    private const char First = '가';
    private const char Last = '힣';

    private static readonly string[] Initials = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];

    private static readonly string[] Vowels =
    [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
    ];

    private static readonly string[] Finals =
    [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
    ];

    /// <summary>The text with its Korean syllables in Latin letters, all else as it is.</summary>
    public static string ToLatin(string text)
    {
        var latin = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormC))
        {
            if (letter is < First or > Last)
            {
                latin.Append(letter);
                continue;
            }

            // A syllable's place in Unicode is made of the places of its three parts (The Unicode Standard, 3.12).
            var place = letter - First;
            latin.Append(Initials[place / (Vowels.Length * Finals.Length)])
                .Append(Vowels[place / Finals.Length % Vowels.Length])
                .Append(Finals[place % Finals.Length]);
        }

        return latin.ToString();
    }
}
