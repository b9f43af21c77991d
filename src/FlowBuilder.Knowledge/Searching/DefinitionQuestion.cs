using System.Text.RegularExpressions;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>A question for what something is, and how a text looks that answers it.</summary>
/// <remarks>
/// Counting words cannot tell the passage that defines a term from the many that use it. Surface patterns can, as question
/// answering has done since D. Ravichandran and E. Hovy, <i>Learning Surface Text Patterns for a Question Answering System</i>, ACL 2002:
/// <c>“X” means</c>, <c>X is defined as</c>, <c>X이란</c>.
/// </remarks>
internal sealed partial class DefinitionQuestion
{
    private const int MostWords = 6;
    private const int LongestQuestion = 300;

    private readonly Regex _defines;
    private readonly Regex _describes;

    private DefinitionQuestion(string term)
    {
        const RegexOptions options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        var words = term.Split(' ').Select(Regex.Escape).ToArray();
        words[^1] = EitherNumber(words[^1]);
        var x = @"(?<!\w)" + string.Join(@"\s+", words);
        _defines = new Regex(
            $"""
            {x}["”’']?(?:\s+\w+)?\s+(?:means?\b|shall\ mean\b|(?:is|are)\s+defined\s+as\b|refers?\s+to\b|denotes?\b|stands?\s+for\b)
            |["“‘']{x}["”’']\s+(?:is|are)\b
            |{x}["”’']?\s?(?:이란|란|이라\ 함은|라\ 함은|이라는\ 것은|라는\ 것은)(?!\w)
            |{x}["”’']?(?:은|는|을|를)\s[^.\n]{"{0,80}"}(?:말한다|말합니다|뜻한다|뜻합니다|의미한다|의미합니다)
            """,
            options | RegexOptions.IgnorePatternWhitespace);
        _describes = new Regex(
            $"""
            {x}\s+(?:is|are)\s+(?:an?|the|any|one|either)\b
            |^[ ]*{x}\s*[:–—]\s
            |{x}(?:은|는)\s
            """,
            options | RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline);
    }

    /// <summary>Reads a query as such a question; null where it asks for something else.</summary>
    public static DefinitionQuestion? Of(string query)
    {
        if (query.Length > LongestQuestion) return null;
        var match = Question().Match(query);
        if (!match.Success) return null;
        var term = Blanks().Replace(match.Groups["term"].Value.Trim(' ', '"', '“', '”', '\'', '‘', '’', '「', '」'), " ");
        return term.Length < 2 || term.Count(c => c == ' ') >= MostWords ? null : new DefinitionQuestion(term);
    }

    /// <summary>How surely a text says what is asked: 1 where it defines the term, 0.4 where it may, else 0.</summary>
    public double Answers(string text) => _defines.IsMatch(text) ? 1 : _describes.IsMatch(text) ? 0.4 : 0;

    private static string EitherNumber(string word) => word switch
    {
        _ when word.EndsWith("ies", StringComparison.OrdinalIgnoreCase) => word[..^3] + "(?:y|ies)",
        _ when word.EndsWith('y') => word[..^1] + "(?:y|ies)",
        _ when word.EndsWith('s') => word + "?",
        _ => word + "s?",
    };

    [GeneratedRegex(
        """
        ^\s*(?:
            what(?:\s+(?:is|are|was|were)|'s|’s)\s+(?:meant\s+by\s+|the\s+(?:meaning|definition)\s+of\s+)?(?:(?:an?|the)\s+)?(?<term>[^?.!]+?)
            |what\s+(?:does|do)\s+(?:(?:an?|the)\s+)?(?<term>[^?.!]+?)\s+mean
            |define\s+(?:(?:an?|the)\s+)?(?<term>[^?.!]+?)
            |(?<term>[^?.!]+?)(?:이란|란|이|가|은|는)?\s*(?:무엇|뭐|뭔)[^\s?]*(?:\s+[^\s?]+)?
            |(?<term>[^?.!]+?)의\s+(?:정의|뜻|의미)[^?.!]*
        )\s*[?.!]*\s*$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Question();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
