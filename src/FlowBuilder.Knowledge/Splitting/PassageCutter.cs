using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Splitting;

/// <summary>Cuts one text into passages of a size, at the best places that there are.</summary>
/// <remarks>
/// The idea of recursive splitting (paragraph, line, sentence, word, character in turn), done in one pass over known break
/// positions, so that passages are exact stretches of the text. A better kind of break is taken only where it leaves
/// the passage a third full: otherwise a heading would stand alone before every long paragraph.
/// </remarks>
internal sealed class PassageCutter
{
    private const double LeastFill = 1.0 / 3;

    private readonly string _text;
    private readonly SplitOptions _options;
    private readonly PassageSize _size;
    private readonly Breaks[] _levels;
    private readonly Breaks _words;

    public PassageCutter(string text, SplitOptions options)
    {
        _text = text;
        _options = options;
        _size = new PassageSize(text, options.Method == SplitMethod.Tokens);
        _words = options.Method == SplitMethod.Characters ? new Breaks([]) : new Breaks(WordStarts(text));
        _levels = options.Method switch
        {
            SplitMethod.Characters => [],
            SplitMethod.Sentences => [new Breaks(SentenceStarts(LineBreaks.Of(text)))],
            _ => Levels(LineBreaks.Of(text)),
        };
    }

    /// <summary>The passages of a stretch of the text, trimmed, in order; none is empty.</summary>
    public IEnumerable<TextRange> Cut(TextRange range)
    {
        range = range.Trim(_text);
        var start = range.Start;
        while (start < range.End)
        {
            var limit = _size.Reach(start, _options.Size);
            if (range.End <= limit)
            {
                yield return new TextRange(start, range.End);
                yield break;
            }

            var cut = Math.Min(CutAfter(start, limit), range.End);
            yield return new TextRange(start, cut).Trim(_text);
            if (cut >= range.End) yield break;
            start = SkipBlanks(NextStart(start, cut), range.End);
        }
    }

    private Breaks[] Levels(LineBreaks lines) =>
        [new Breaks(lines.Paragraphs), new Breaks(lines.Lines), new Breaks(SentenceStarts(lines))];

    private int[] SentenceStarts(LineBreaks lines) => [.. SentenceSplitter.Split(_text, lines).Select(sentence => sentence.Start)];

    private int CutAfter(int start, int limit)
    {
        var least = start + (int)((limit - start) * LeastFill);
        foreach (var level in _levels)
        {
            var cut = level.LastFitting(_text, start, limit);

            // Whole sentences were asked for, so any number of them will do.
            if (cut > least || (cut > start && _options.Method == SplitMethod.Sentences)) return cut;
        }

        var word = _words.LastFitting(_text, start, limit);
        return word > least ? word : GraphemeCut.AtOrBefore(_text, start, Math.Max(limit, start + 1));
    }

    // The overlap begins at a sentence where one begins in it, else at a word, else at a character.
    private int NextStart(int start, int cut)
    {
        var earliest = Math.Max(_size.Back(start, cut, _options.Overlap), start + 1);
        if (_options.Overlap == 0 || earliest >= cut) return cut;
        if (_levels.Length > 0)
        {
            var sentence = _levels[^1].FirstWithin(earliest, cut);
            if (sentence > 0) return sentence;
            if (_options.Method == SplitMethod.Sentences) return cut;
        }

        var word = _words.FirstWithin(earliest, cut);
        return word > 0 ? word : GraphemeCut.AtOrAfter(_text, start, earliest);
    }

    private int SkipBlanks(int index, int end)
    {
        while (index < end && char.IsWhiteSpace(_text[index])) index++;
        return index;
    }

    private static List<int> WordStarts(string text)
    {
        var starts = new List<int>();
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i - 1]) && !char.IsWhiteSpace(text[i])) starts.Add(i);
        }

        return starts;
    }
}
