using System.Text;
using System.Text.RegularExpressions;

namespace FlowBuilder.Nodes.Guards.Topics;

/// <summary>Finds words of a list in a text, as people vary them: capitals, endings, Korean particles, blanks left out or put in.</summary>
internal sealed class TopicWords
{
    // What may follow a noun in Korean: particles, also two in a row, the copula, and 하다 or 되다 with their endings.
    private const string KoreanEnd =
        "(?:들)?(?:이라도|이라는|이라고|이라면|에게서|한테서|으로부터|로부터|이랑|이나|이며|이고|라고|라는|라면|라도|처럼|만큼|보다|마다|조차|마저|까지|부터|에서|에게|한테|으로|하고|밖에|같은|관련|용|은|는|이|가|을|를|의|에|와|과|도|로|만|나|랑|란|며|야|께)?(?:은|는|도|만|의|요)?"
        + "(?:(?:하|합|했|할|한|해|되|됩|됐|될|된|돼)[가-힣]{0,4}|입니[가-힣]|이에요|예요|이다|인|인데|인지|인가|인가요|일까요?|이었[가-힣]{0,3}|였[가-힣]{0,3})?";

    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(500);

    private readonly List<(string Word, Regex Pattern)> _words;

    /// <summary>Reads a list.</summary>
    /// <param name="words">One word or phrase each.</param>
    /// <param name="match">Where they count.</param>
    public TopicWords(IEnumerable<string> words, TopicMatch match) => _words =
    [
        .. from word in words.Select(Composed)
           where word.Any(char.IsLetterOrDigit)
           select (word, new Regex(PatternOf(word, match), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PatternTime)),
    ];

    /// <summary>Where words of the list stand in a text, in order.</summary>
    /// <param name="text">A text in composed form; see <see cref="Composed"/>.</param>
    public IEnumerable<(int Start, int Length, string Word)> Find(string text) =>
        from entry in _words
        from found in entry.Pattern.Matches(text)
        let word = found.Groups["word"]
        orderby word.Index, word.Length descending
        select (word.Index, word.Length, entry.Word);

    /// <summary>A text in Unicode's composed form: Hangul in syllables, whatever system it was typed on.</summary>
    public static string Composed(string text)
    {
        try
        {
            return text.Trim('\uFEFF').Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate has no normal form.
            return text;
        }
    }

    private static string PatternOf(string word, TopicMatch match)
    {
        var parts = word.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var isKorean = word.Any(IsHangul);
        var core = string.Join(isKorean ? "(?:을|를|의|은|는|이|가|도)?[\\s\\-_.·]*" : "[\\s\\-_]+", parts.Select(part => Spelled(part, word.Count(IsHangul))));
        if (match == TopicMatch.Anywhere) return $"(?<word>{core})";
        var end = IsHangul(word[^1]) ? $"(?=(?:{KoreanEnd})(?![\\p{{L}}\\p{{N}}]))" : "(?=(?:'s|’s|s|es)?(?:[가-힣]|(?![\\p{L}\\p{N}])))";
        return $"(?<![\\p{{L}}\\p{{N}}])(?<word>{core}){end}";
    }

    // Blanks may stand between the syllables of a word of three or more; of two, "이 상" would be another word.
    private static string Spelled(string part, int syllables)
    {
        var between = syllables >= 3 ? "[\\s\\-_.·*]{0,2}" : "[\\-_.·*]{0,2}";
        var spelled = new StringBuilder();
        for (var i = 0; i < part.Length; i++)
        {
            if (i > 0 && IsHangul(part[i]) && IsHangul(part[i - 1])) spelled.Append(between);
            spelled.Append(Regex.Escape(part[i].ToString()));
        }

        return spelled.ToString();
    }

    private static bool IsHangul(char letter) => letter is >= '가' and <= '힣';
}
