using System.Text;
using FlowBuilder.Knowledge.Embedding;

namespace FlowBuilder.Knowledge.Duplicates;

/// <summary>A text as it is compared with others: its letters and digits in one case and form, and its shingles.</summary>
/// <remarks>
/// Shingles (A. Broder, On the resemblance and containment of documents, 1997) are all stretches of five characters, blanks between
/// words included: they need no words, so they serve Korean as well as English.
/// </remarks>
internal sealed class ComparedText
{
    private const int ShingleLength = 5;

    private ComparedText(string text, uint[] shingles) => (Text, Shingles) = (text, shingles);

    /// <summary>Letters and digits in lower case, words apart by one blank.</summary>
    public string Text { get; }

    /// <summary>The hashes of its shingles, ascending, each once.</summary>
    public uint[] Shingles { get; }

    /// <summary>Makes a text ready to be compared.</summary>
    public static ComparedText Of(string text)
    {
        var plain = Plain(text);
        if (plain.Length == 0) return new ComparedText("", []);
        var shingles = new uint[Math.Max(1, plain.Length - ShingleLength + 1)];
        for (var i = 0; i < shingles.Length; i++)
            shingles[i] = (uint)StableHash.Of('s', plain.AsSpan(i, Math.Min(ShingleLength, plain.Length - i)));
        Array.Sort(shingles);
        return new ComparedText(plain, [.. shingles.Distinct()]);
    }

    /// <summary>What a text is apart from case, blanks and punctuation.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in Compatible(text))
        {
            if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.NonSpacingMark)
                plain.Append(char.ToLowerInvariant(letter));
            else if (plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>How many of both texts' shingles both have, from 0 to 1 (P. Jaccard, 1901).</summary>
    public double Jaccard(ComparedText other)
    {
        var (mine, theirs) = (Shingles, other.Shingles);
        if (mine.Length == 0 || theirs.Length == 0) return 0;
        var (i, j, shared) = (0, 0, 0);
        while (i < mine.Length && j < theirs.Length)
        {
            if (mine[i] == theirs[j]) (i, j, shared) = (i + 1, j + 1, shared + 1);
            else if (mine[i] < theirs[j]) i++;
            else j++;
        }

        return shared / (double)(mine.Length + theirs.Length - shared);
    }

    // A lone surrogate has no form; such a text stays as it is.
    private static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
