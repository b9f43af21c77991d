using System.Text.RegularExpressions;

namespace FlowBuilder.Providers.Offline;

/// <summary>Chooses one of the labels that a prompt offers, by the words that it shares with the text.</summary>
internal sealed partial class LabelChooser
{
    private const int LongestLabel = 40;
    private const double LabelWeight = 3;
    private const double DescriptionWeight = 2;
    private const double CommonWeight = 1;

    private readonly List<(string Label, string Description)> _labels;
    private readonly string _list;

    private LabelChooser(List<(string Label, string Description)> labels, string list) => (_labels, _list) = (labels, list.Trim());

    /// <summary>The labels that instructions offer, or null where they offer none.</summary>
    public static LabelChooser? In(string instructions)
    {
        foreach (Match offer in Offer().Matches(instructions))
        {
            if (!IsCommanded(instructions, offer)) continue;
            var list = offer.Groups["list"].Value;
            var listed = Listed(list);
            if (listed.Count < 2) listed = Bullets(instructions[(offer.Index + offer.Groups["lead"].Length)..]);
            if (listed.Count < 2) continue;
            return new LabelChooser([.. listed.Select(label =>
                (label.Label, label.Description.Length > 0 ? label.Description : DescriptionOf(label.Label, instructions)))], list);
        }

        return null;
    }

    /// <summary>The text without the lines that offer the labels.</summary>
    public string Without(string text) => string.Join('\n', text.Split('\n').Where(line => !Describes(line)));

    /// <summary>The label of a text, exactly as it was offered; one that means "other" where nothing speaks for any.</summary>
    public string Choose(string text)
    {
        var terms = Terms.Of(text).ToHashSet(StringComparer.Ordinal);
        var best = _labels
            .Select(label => (label.Label, Score: Score(label, terms)))
            .MaxBy(label => label.Score);
        if (best.Score > 0) return best.Label;
        var other = _labels.FirstOrDefault(label => Other().IsMatch(label.Label)).Label;
        return other ?? _labels[^1].Label;
    }

    private static double Score((string Label, string Description) label, HashSet<string> terms)
    {
        var score = 0.0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Add(label.Label, LabelWeight);
        Add(label.Description, DescriptionWeight);
        Add(CommonLabels.WordsOf(label.Label), CommonWeight);
        return score;

        void Add(string words, double weight)
        {
            foreach (var term in Terms.Of(words))
            {
                if (seen.Add(term) && terms.Contains(term)) score += weight;
            }
        }
    }

    private bool Describes(string line) => _labels.Any(label =>
        Regex.IsMatch(line, $@"^\s*[-*•]?\s*[""'`]?{Regex.Escape(label.Label)}[""'`]?\s*(?:[:：(–-]|$)", RegexOptions.IgnoreCase))
        || _list.Length > 0 && line.Contains(_list, StringComparison.Ordinal)
        || Offer().IsMatch(line);

    /// <summary>A text may say "one of the following ways: …" as well; a command says it with a verb.</summary>
    private static bool IsCommanded(string instructions, Match offer)
    {
        var from = instructions.LastIndexOf('\n', offer.Index) + 1;
        var to = instructions.IndexOf('\n', offer.Index + offer.Groups["lead"].Length);
        return Commanding().IsMatch(instructions[from..(to < 0 ? instructions.Length : to)]);
    }

    private static List<(string Label, string Description)> Listed(string list) =>
        [.. Separator().Split(list.Trim())
            .Select(Entry)
            .Where(entry => entry.Label.Length is > 0 and <= LongestLabel && entry.Label.Split(' ').Length <= 4)];

    private static List<(string Label, string Description)> Bullets(string after)
    {
        var labels = new List<(string, string)>();
        foreach (var line in after.Split('\n').Skip(1))
        {
            if (Bullet().Match(line) is { Success: true } bullet)
                labels.Add((bullet.Groups["label"].Value.Trim(), bullet.Groups["description"].Value.Trim()));
            else if (labels.Count > 0 || line.Trim().Length > 0)
                break;
        }

        return labels;
    }

    private static (string Label, string Description) Entry(string written)
    {
        var match = WithDescription().Match(written.Trim());
        return match.Success
            ? (Bare(match.Groups["label"].Value), match.Groups["description"].Value.Trim())
            : (Bare(written), "");
    }

    private static string Bare(string label) => label.Trim().Trim('"', '\'', '`', '“', '”', '‘', '’', '.', '*', '[', ']', '{', '}').Trim();

    private static string DescriptionOf(string label, string instructions)
    {
        var match = Regex.Match(
            instructions,
            $@"(?:^|\n)\s*[-*•]?\s*[""'`*]*{Regex.Escape(label)}[""'`*]*\s*[:：(–-]\s*(?<description>[^\n)]+)",
            RegexOptions.IgnoreCase);
        return match.Success ? match.Groups["description"].Value : "";
    }

    [GeneratedRegex(@"(?<lead>(?:one|exactly one|only one|a single one)\s+of(?:\s+(?:these|the|following|labels?|categor(?:y|ies)|words?|options?|classes|values|topics))*\s*[:：]?|(?:labels?|categor(?:y|ies)|options?|classes|topics)(?:\s+(?:are|is))?\s*[:：]|\bclassify\b[^:\n]{0,80}?\b(?:as|into)\b(?:\s+(?:either|one of|exactly one of|the following|these|labels?|categories))*\s*[:：]?|다음\s*(?:중|보기|라벨|분류)[^:：\n]*[:：]|(?:분류|범주|라벨|레이블|카테고리|선택지|보기)\s*[:：])(?<list>[^\n.]*)|(?<lead>)(?<list>[^\n.:：]+?)\s*중\s*(?:에서\s*)?(?:하나|한\s*가지)", RegexOptions.IgnoreCase)]
    private static partial Regex Offer();

    [GeneratedRegex(@"\b(?:answer|reply|respond|classify|categori[sz]e|labels?|categor(?:y|ies)|choose|pick|select|sort|return|output|options?|classes|topics)\b|답|분류|골라|고르|선택|범주|라벨|레이블|카테고리|보기", RegexOptions.IgnoreCase)]
    private static partial Regex Commanding();

    [GeneratedRegex(@"\s*(?:[,;/|、，](?![^()]*\))|\bor\b|\band\b|또는|혹은)\s*")]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\s*(?:[-*•]|\d{1,2}[.)])\s*[""'`*]*(?<label>[^:：(\n""'`*–]{1,40}?)[""'`*]*\s*(?:[:：(–-]\s*(?<description>[^\n)]*)\)?\s*)?$")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?<label>[^(:：]+?)\s*(?:\((?<description>[^)]*)\)|[:：]\s*(?<description>.+))\s*$")]
    private static partial Regex WithDescription();

    [GeneratedRegex(@"\b(?:other|others|none|general|misc|miscellaneous|unknown|unclear|neutral|else)\b|기타|그\s*외|일반|중립|없음|모름", RegexOptions.IgnoreCase)]
    private static partial Regex Other();
}
