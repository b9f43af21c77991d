using System.Text.RegularExpressions;

namespace FlowBuilder.Providers.Offline;

/// <summary>Cuts a text into sentences: over wrapped lines and hyphenation, with headings, lists and numbered passages known.</summary>
internal static partial class SentenceSplitter
{
    private const int LongestHeading = 80;

    private static readonly HashSet<string> Abbreviations = new(
        "e.g i.e etc vs mr mrs ms dr prof st no nos fig sec art inc ltd co corp approx dept est cf al jr sr p pp vol ed".Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The sentences, in order.</summary>
    public static List<Sentence> Split(string text)
    {
        var sentences = new List<Sentence>();
        string? citation = null;
        var paragraph = 0;
        foreach (var block in BlankLine().Split(text.ReplaceLineEndings("\n")))
        {
            var pieces = Pieces(block);
            foreach (var piece in pieces)
            {
                var line = piece;
                if (Passage().Match(line) is { Success: true } passage)
                {
                    citation = $"[{passage.Groups[1].Value}]";
                    line = line[passage.Length..];
                }

                line = ListMark().Replace(line, "").Trim();
                if (line.Length == 0) continue;
                var heading = line.StartsWith('#') || pieces.Count == 1 && IsHeading(line, block);
                foreach (var sentence in heading ? [Mark().Replace(line, "")] : Cut(line))
                    sentences.Add(new Sentence(sentence, sentences.Count, paragraph, heading, citation));
            }

            paragraph++;
        }

        return sentences;
    }

    /// <summary>The lines of a paragraph, wrapped ones joined; a list item, a heading or a labelled value begins anew.</summary>
    private static List<string> Pieces(string block)
    {
        var pieces = new List<string>();
        foreach (var raw in block.Split('\n'))
        {
            var line = White().Replace(raw, " ").Trim();
            if (line.Length == 0) continue;
            var startsAnew = pieces.Count == 0 || StartsAnew().IsMatch(line) || Passage().Replace(pieces[^1], "").StartsWith('#');
            if (startsAnew) pieces.Add(line);
            else if (Hyphen().IsMatch(pieces[^1]) && char.IsLower(line[0])) pieces[^1] = pieces[^1][..^1] + line;
            else pieces[^1] += " " + line;
        }

        return pieces;
    }

    private static bool IsHeading(string line, string block)
    {
        if (line.StartsWith('#')) return true;
        if (line.Length > LongestHeading || block.Trim().Contains('\n')) return false;
        return NumberedHeading().IsMatch(line) || !Terminated().IsMatch(line) && !line.Contains(": ", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Cut(string line)
    {
        var start = 0;
        foreach (Match end in SentenceEnd().Matches(line))
        {
            var stop = end.Index + end.Length;
            if (line[end.Index] == '.' && IsAbbreviation(line, start, end.Index)) continue;
            var sentence = line[start..stop].Trim();
            if (sentence.Length > 0) yield return sentence;
            start = stop;
        }

        var rest = line[start..].Trim();
        if (rest.Length > 0) yield return rest;
    }

    private static bool IsAbbreviation(string line, int start, int dot)
    {
        var from = line.LastIndexOfAny([' ', '(', '"', '“'], Math.Max(dot - 1, 0)) + 1;
        if (from < start) from = start;
        var word = line[from..dot];
        if (word.Length == 1 && char.IsUpper(word[0]) || Abbreviations.Contains(word)) return true;

        // "1." at the beginning numbers the sentence, it does not end one.
        return from <= start + 1 && word.Length <= 3 && word.All(char.IsDigit);
    }

    [GeneratedRegex(@"\n[ \t\f]*\n\s*")]
    private static partial Regex BlankLine();

    [GeneratedRegex(@"[ \t\f\u00A0]+")]
    private static partial Regex White();

    [GeneratedRegex(@"^\[(\d{1,3})\][:.]?\s*")]
    private static partial Regex Passage();

    [GeneratedRegex(@"^(?:[-*•·▪]\s+|\(?\d{1,2}[.)]\s+(?=\S+\s+\S+\s+\S)|\([a-z]\)\s+)")]
    private static partial Regex ListMark();

    [GeneratedRegex(@"^(?:[-*•·▪]\s|\d{1,2}[.)]\s|\([a-z]\)\s|[a-z]\)\s|\[\d{1,3}\]|#{1,6}\s|\||[\p{Lu}가-힣][\p{L} ]{0,30}[:：]\s)")]
    private static partial Regex StartsAnew();

    [GeneratedRegex(@"\p{Ll}-$")]
    private static partial Regex Hyphen();

    [GeneratedRegex(@"^#{1,6}\s*")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\d{1,2}(?:\.\d{1,2})*\.?\s+\p{Lu}[^.!?]*\.?$")]
    private static partial Regex NumberedHeading();

    [GeneratedRegex(@"[.!?。！？:;][""”’')\]]*$")]
    private static partial Regex Terminated();

    [GeneratedRegex(@"[.!?。！？]+[""”’')\]]*(?=\s|$)|(?<=[가-힣])[.!?]+(?=[가-힣])|[。！？]")]
    private static partial Regex SentenceEnd();
}
