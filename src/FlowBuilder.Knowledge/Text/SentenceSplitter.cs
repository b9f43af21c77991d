namespace FlowBuilder.Knowledge.Text;

/// <summary>Cuts text into sentences, English and Korean, wrapped or not.</summary>
/// <remarks>
/// A sentence ends at a line or paragraph broken on purpose, and at <c>. ! ? …</c> or their full-width forms with the closing
/// marks that follow, unless the full stop belongs to an abbreviation, an initial, a number or a list marker, unless what
/// follows goes on in lower case or without a blank, and unless it stands inside quotation marks or brackets.
/// </remarks>
internal static class SentenceSplitter
{
    private const string Closing = "\"'”’)]}」』）》〉*_";

    /// <summary>The sentences in order, without the white space around them; together they hold everything else.</summary>
    public static List<TextRange> Split(string text) => Split(text, LineBreaks.Of(text));

    /// <summary>The sentences, where the line breaks are known already.</summary>
    public static List<TextRange> Split(string text, LineBreaks breaks)
    {
        var sentences = new List<TextRange>();
        var start = 0;
        foreach (var line in breaks.Lines)
        {
            AddSentences(text, new TextRange(start, line), sentences);
            start = line;
        }

        AddSentences(text, new TextRange(start, text.Length), sentences);
        return sentences;
    }

    private static void AddSentences(string text, TextRange part, List<TextRange> sentences)
    {
        part = part.Trim(text);
        if (part.Length == 0) return;
        var quoted = QuotedSpans.Find(text, part);
        var nextQuoted = 0;
        var start = part.Start;
        for (var i = part.Start; i < part.End; i++)
        {
            while (nextQuoted < quoted.Count && quoted[nextQuoted].End <= i) nextQuoted++;
            if (nextQuoted < quoted.Count && i >= quoted[nextQuoted].Start) i = quoted[nextQuoted].End - 1;
            var end = EndAt(text, part, start, i);
            if (end < 0) continue;
            sentences.Add(new TextRange(start, end));
            start = SkipBlanks(text, end, part.End);
            i = start - 1;
        }

        if (start < part.End) sentences.Add(new TextRange(start, part.End));
    }

    // The end of the sentence if the character at this index ends one, else -1.
    private static int EndAt(string text, TextRange part, int start, int index)
    {
        if (text[index] is '\n' or '\r') return KoreanEnding.EndsASentence(text.AsSpan(start, index - start)) ? index : -1;
        if (!IsTerminator(text[index]) && !ClosesASentence(text, start, index)) return -1;
        var end = index + 1;
        while (end < part.End && (IsTerminator(text[end]) || Closing.Contains(text[end], StringComparison.Ordinal))) end++;
        if (end >= part.End) return part.End;
        if (!char.IsWhiteSpace(text[end])) return MayStandUnspaced(text, start, index, end) ? end : -1;

        var next = text[SkipBlanks(text, end, part.End)];
        if (char.IsLower(next)) return -1;
        return text[index] == '.' && end == index + 1 && StopBelongsToWord(text, part, start, index, next) ? -1 : end;
    }

    private static bool IsTerminator(char c) => c is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '｡';

    // A closing mark whose inside ended with a terminator: the last one of “Stop!”, and of (a whole sentence in brackets.)
    private static bool ClosesASentence(string text, int start, int index) =>
        index > start
        && IsTerminator(text[index - 1])
        && (text[index] is '"' or '”' or '」' or '』' || (text[index] == ')' && text[start] == '('));

    private static bool MayStandUnspaced(string text, int start, int index, int end)
    {
        if (text[index] is '。' or '！' or '？' or '｡') return true;
        return end == index + 1 && Hangul.IsSyllable(text[end]) && KoreanEnding.EndsASentence(text.AsSpan(start, index - start));
    }

    private static bool StopBelongsToWord(string text, TextRange part, int start, int index, char next)
    {
        var wordStart = index;
        while (wordStart > start && (char.IsLetterOrDigit(text[wordStart - 1]) || text[wordStart - 1] == '.')) wordStart--;
        var word = text.AsSpan(wordStart, index - wordStart);
        var beginsTheLine = text.AsSpan(start, wordStart - start).IsWhiteSpace();
        if (beginsTheLine && ListMarker.LengthAt(text.AsSpan(start, part.End - start).TrimStart()) > 0) return true;
        return Abbreviations.Keeps(word, next);
    }

    private static int SkipBlanks(string text, int index, int end)
    {
        while (index < end && char.IsWhiteSpace(text[index])) index++;
        return index;
    }
}
