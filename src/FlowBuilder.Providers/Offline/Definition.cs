using System.Text.RegularExpressions;

namespace FlowBuilder.Providers.Offline;

/// <summary>A question that asks what something is, and the forms in which texts say so.</summary>
internal sealed partial class Definition
{
    private const int MostWords = 5;

    private readonly (Regex Form, double Strength)[] _forms;

    private Definition(string subject)
        : this(subject, ShortForm().Match(subject).Value)
    {
    }

    private Definition(string subject, string shorter) => _forms = shorter.Length is 0 || shorter.Length == subject.Length
        ? Forms(subject)
        : [.. Forms(subject), .. Forms(shorter).Select(form => (form.Form, form.Strength * 0.8))];

    private static (Regex Form, double Strength)[] Forms(string subject)
    {
        var name = string.Join(@"[\s-]+", subject.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape));
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        return Hangul.IsKorean(subject)
            ?
            [
                (new Regex($"[\"'“‘「]?{name}[\"'”’」]?\\s*(?:이?란|이?라\\s*함은)", Options), 3),
                (new Regex($"^.{{0,12}}{name}[\"'”’」]?(?:은|는|이|가)\\s.*(?:말한다|말합니다|뜻한다|뜻합니다|의미한다|의미합니다|가리킨다|가리킵니다)", Options), 2.5),
                (new Regex($"^.{{0,6}}{name}[\"'”’」]?(?:은|는)\\s.*(?:이다|입니다)[.]?$", Options), 1),
            ]
            :
            [
                (new Regex($"[\"“‘'`]{name}(?:s|es)?[\"”’'`](?:[^.]{{0,40}}?)\\s(?:means?|refers? to|is defined as|are defined as|denotes?|is|are)\\b", Options), 4),
                (new Regex($"\\b{name}(?:s|es)?\\s*(?:\\([^)]*\\)\\s*)?(?:means?|refers? to|is defined as|are defined as|denotes?)\\b", Options), 3),
                (new Regex($"^(?:an?\\s|the\\s)?{name}(?:s|es)?\\s(?:is|are)\\s", Options), 1.5),
            ];
    }

    /// <summary>The definition that a question asks for, or null where it asks for something else.</summary>
    public static Definition? Of(string question)
    {
        var match = English().Match(question.Trim());
        if (!match.Success) match = Korean().Match(question.Trim());
        if (!match.Success) return null;
        var subject = Quotes().Replace(match.Groups["subject"].Value, "").Trim();
        if (Hangul.IsKorean(subject)) subject = Terms.WithoutParticle(subject);
        return subject.Length > 0 && subject.Split(' ').Length <= MostWords ? new Definition(subject) : null;
    }

    /// <summary>How clearly a sentence says what it is; 0 where it does not.</summary>
    public double StrengthIn(string sentence)
    {
        foreach (var (form, strength) in _forms)
        {
            if (form.IsMatch(sentence)) return strength;
        }

        return 0;
    }

    [GeneratedRegex(@"(?:^|[.:]\s+|\n)(?:(?:please\s+)?(?:define|explain)(?:\s+the\s+term)?\s+(?:an?\s+|the\s+)?(?<subject>[^?.\n]+)|what\s+does\s+it\s+mean\s+to\s+(?<subject>[^?.\n]+?)|what\s+does\s+(?:an?\s+|the\s+)?(?<subject>[^?.\n]+?)\s+mean|what(?:\s+is|\s+are|['’]s)\s+(?:meant\s+by\s+|the\s+(?:meaning|definition)\s+of\s+)?(?:an?\s+|the\s+)?(?<subject>[^?.\n]+?)|who\s+(?:is|are)\s+(?<subject>[^?.\n]+?))\s*[?.]*$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"(?<subject>[^?.\n]+?)(?:(?:이란|란|이라는\s*것은|은|는|이|가)?\s*(?:무엇|뭐|뭔가|뭔지|무슨\s*뜻|어떤\s*뜻|어떤\s*의미|무슨\s*의미)|의\s*(?:정의|의미|뜻)(?:는|은|를|을)?)[^?\n]*[?.]*$")]
    private static partial Regex Korean();

    /// <summary>"source code" of "source code for a work", "convey" of "convey a work".</summary>
    [GeneratedRegex(@"^.+?(?=\s(?:for|of|in|to|under|with|an?|the)\s)", RegexOptions.IgnoreCase)]
    private static partial Regex ShortForm();

    [GeneratedRegex(@"[""“”‘’'`「」]")]
    private static partial Regex Quotes();
}
