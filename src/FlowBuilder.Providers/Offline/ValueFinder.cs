using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowBuilder.Providers.Offline;

/// <summary>Finds the value of a property in a text: labelled, of a known form, or near the property's words.</summary>
internal sealed partial class ValueFinder(string text)
{
    private const int LongestValue = 300;

    private readonly List<Sentence> _sentences = SentenceSplitter.Split(text);

    /// <summary>Whether the text is one value by itself, an item of a list.</summary>
    public bool IsWholeValue { get; init; }

    /// <summary>A text value, or null.</summary>
    public string? Text(Property property)
    {
        if (IsWholeValue) return text.Trim();
        if (Forms.For(property) is { } form)
        {
            var near = Labelled(property) is { } labelled ? form.Match(labelled) : Match.Empty;
            var match = near.Success ? near : form.Match(text);
            return match.Success ? Forms.Normalise(property, match) : property.Format.Length > 0 ? null : Labelled(property);
        }

        if (Labelled(property) is { } value) return value;
        var meaning = property.Meaning.ToLowerInvariant();
        if (Names().IsMatch(meaning)) return Introduction().Match(text) is { Success: true } name ? name.Groups["name"].Value.Trim() : null;
        if (Titles().IsMatch(property.Name)) return _sentences.FirstOrDefault(sentence => sentence.IsHeading)?.Text ?? _sentences.FirstOrDefault()?.Text;
        if (Summaries().IsMatch(meaning)) return CentralSentences.Pick(_sentences, 1).FirstOrDefault()?.Text;
        return NextTo(property);
    }

    /// <summary>A number within its limits, or null: the one nearest to the property's words.</summary>
    public double? Number(Property property, double? least, double? most, bool whole)
    {
        var meaning = property.Meaning.ToLowerInvariant();
        var terms = Terms.Of(meaning).ToHashSet(StringComparer.Ordinal);
        (double Value, double Score)? best = null;
        foreach (var (line, isLabelled) in Labelled(property) is { } labelled ? [(labelled, true)] : Lines())
        {
            foreach (Match match in NumberForm().Matches(line))
            {
                if (!TryRead(match, out var value) || whole && value != Math.Floor(value)) continue;
                if (value < least || value > most) continue;
                var score = isLabelled ? 10 - match.Index * 0.001 : Nearness(line, match, terms);
                if (Money().IsMatch(meaning) && Currency().IsMatch(match.Value)) score += 1.5;
                if (Percents().IsMatch(meaning) == match.Value.EndsWith('%')) score += match.Value.EndsWith('%') ? 1.5 : 0;
                else score -= 0.5;
                if (score > (best?.Score ?? 0)) best = (value, score);
            }
        }

        if (best is null && IsWholeValue && NumberForm().Match(text) is { Success: true } only && TryRead(only, out var one)) return one;
        return best?.Value;
    }

    /// <summary>Yes or no, or null where the text does not say.</summary>
    public bool? YesNo(Property property)
    {
        var said = Labelled(property) ?? (IsWholeValue ? text : null);
        if (said is not null) return Yes().IsMatch(said) ? true : No().IsMatch(said) ? false : null;
        var terms = Terms.Of(string.Join(' ', property.Labels)).Where(term => term is not ("is" or "ha")).ToHashSet(StringComparer.Ordinal);
        if (terms.Count == 0) return null;
        var sentence = _sentences.FirstOrDefault(one => terms.All(term => one.Terms.Contains(term)));
        return sentence is null ? null : !Negation().IsMatch(sentence.Text);
    }

    /// <summary>Which of the choices, by what the text says; -1 where it says nothing of any.</summary>
    public int Choice(Property property, IReadOnlyList<string> choices)
    {
        if (Labelled(property) is { } labelled)
        {
            var named = choices.ToList().FindIndex(choice => labelled.Contains(choice, StringComparison.OrdinalIgnoreCase));
            if (named >= 0) return named;
        }

        var terms = Terms.Of(text).ToHashSet(StringComparer.Ordinal);
        var scores = choices.Select(choice =>
            (Mentions(choice) ? 3.0 : 0)
            + Terms.Of(choice).Distinct().Count(terms.Contains) * 2
            + Terms.Of(CommonLabels.WordsOf(choice)).Distinct().Count(terms.Contains)).ToList();
        var best = scores.Count == 0 ? 0 : scores.Max();
        return best > 0 ? scores.IndexOf(best) : -1;
    }

    /// <summary>Whether the text has a word.</summary>
    public bool Mentions(string word) =>
        word.Length > 0 && (Hangul.IsKorean(word)
            ? text.Contains(word, StringComparison.Ordinal)
            : Regex.IsMatch(text, $@"\b{Regex.Escape(word.Replace('_', ' '))}\b", RegexOptions.IgnoreCase));

    /// <summary>The items of a labelled list, on the label's line or as bullets below it.</summary>
    public IEnumerable<string> Items(Property property)
    {
        if (Labelled(property) is { } line)
            return Separator().Split(line.TrimEnd('.')).Select(item => item.Trim()).Where(item => item.Length > 0);
        foreach (var label in property.Labels)
        {
            var match = Regex.Match(text, $@"(?im)^\W*{LabelForm(label)}\W*\n((?:\s*(?:[-*•]|\d+[.)])\s+.+\n?)+)");
            if (match.Success) return Bullet().Matches(match.Groups[1].Value).Select(bullet => bullet.Groups[1].Value.Trim());
        }

        return Questions().IsMatch(property.Meaning) ? _sentences.Select(sentence => sentence.Text).Where(sentence => sentence.EndsWith('?')) : [];
    }

    /// <summary>The bullets of the text, or its lines, or its sentences: what may each be one entry of a list.</summary>
    public IEnumerable<string> Entries()
    {
        var bullets = Bullet().Matches(text).Select(bullet => bullet.Groups[1].Value.Trim()).ToList();
        if (bullets.Count > 0) return bullets;
        var blocks = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return blocks.Length > 1 ? blocks : _sentences.Select(sentence => sentence.Text);
    }

    /// <summary>What follows the property's label and a colon, or "is".</summary>
    private string? Labelled(Property property)
    {
        foreach (var label in property.Labels)
        {
            var match = Regex.Match(
                text,
                $@"(?im)(?:^|[\n;,|(]|(?<=\.\s))[\s\-*•#>""'|]*(?:the |my |our |your )?{LabelForm(label)}[*""'\s]*(?:[:：=|]|\s[–-]\s)[*\s]*(?<value>[^\n|]+)");
            if (!match.Success) match = Regex.Match(text, $@"(?i)\b(?:the|my|our|your)\s+{LabelForm(label)}\s+(?:is|was|will be|are)\s+(?<value>[^\n.;,]+(?:\.\d[^\n.;,]*)?)");
            if (!match.Success) match = Regex.Match(text, $@"{LabelForm(label)}(?:은|는|이|가)\s+(?<value>[^\n.,]+?)(?:입니다|이다|이에요|예요|이며|이고)");
            if (!match.Success) continue;
            var value = InlineLabel().Replace(match.Groups["value"].Value, "").Trim().Trim('"', '“', '”', ',', ';', '*').Trim();
            if (value.Length is > 0 and <= LongestValue) return value;
        }

        return null;
    }

    /// <summary>"… from Busan", "부산에서": a capitalised or quoted word next to the property's own word.</summary>
    private string? NextTo(Property property)
    {
        foreach (var label in property.Labels)
        {
            var match = Regex.Match(text, $@"\b(?i:{LabelForm(label)})\s+(?:(?i:of|from|named|called|no\.?|number)\s+)?[#""“]?(?<value>\p{{Lu}}[\p{{L}}\p{{N}}\-]*(?:\s\p{{Lu}}[\p{{L}}\p{{N}}\-]*)*|[\p{{L}}]*\d[\p{{L}}\p{{N}}\-]*)");
            if (match.Success) return match.Groups["value"].Value;
        }

        return null;
    }

    private IEnumerable<(string Line, bool IsLabelled)> Lines() => _sentences.Select(sentence => (sentence.Text, false));

    private double Nearness(string line, Match number, HashSet<string> terms)
    {
        if (IsWholeValue) return 1;
        var best = 0.0;
        foreach (Match word in Word().Matches(line))
        {
            if (!Terms.Of(word.Value).Any(terms.Contains)) continue;
            var distance = word.Index < number.Index ? number.Index - word.Index - word.Length : (word.Index - number.Index - number.Length) * 1.5;
            best = Math.Max(best, 2.0 / (1 + Math.Max(0, distance) / 10.0));
        }

        return best;
    }

    private static bool TryRead(Match match, out double value) => double.TryParse(
        match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string LabelForm(string label) => string.Join(@"[\s_-]*", label.Split(' ').Select(Regex.Escape));

    [GeneratedRegex(@"(?<![\p{L}\d.\-/])(?:[$€£₩¥]|USD|EUR|KRW)?\s?(?<digits>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(?:\s?(?:%|원|달러|유로|USD|EUR|KRW|dollars|euros|won))?(?![\d/]|-\d)", RegexOptions.IgnoreCase)]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"[$€£₩¥원]|USD|EUR|KRW|달러|유로|dollars|euros|won", RegexOptions.IgnoreCase)]
    private static partial Regex Currency();

    [GeneratedRegex(@"\b(?:price|amount|total|cost|fee|sum|salary|budget|paid|charge)\b|금액|가격|총액|비용|요금|합계")]
    private static partial Regex Money();

    [GeneratedRegex(@"\b(?:percent|percentage|rate|share|discount)\b|비율|할인율|퍼센트")]
    private static partial Regex Percents();

    [GeneratedRegex(@"\b(?:name|person|customer|author|contact|sender)\b|이름|성명|고객|작성자")]
    private static partial Regex Names();

    [GeneratedRegex(@"^(?:title|subject|headline|제목)$", RegexOptions.IgnoreCase)]
    private static partial Regex Titles();

    [GeneratedRegex(@"\b(?:summary|description|gist|abstract|answer|main point)\b|요약|설명|요지|답")]
    private static partial Regex Summaries();

    [GeneratedRegex(@"(?:(?i:my name is|i am|i['’]m|this is|regards,|sincerely,|signed,?|from|mr\.?|ms\.?|mrs\.?|dr\.?|contact)\s+)(?<name>\p{Lu}[\p{Ll}\-]+(?:\s(?:\p{Lu}\.|\p{Lu}[\p{L}\-]+)){0,2})|(?:제\s*이름은|저는|이름은)\s*(?<name>[가-힣]{2,4}?)(?=(?:입니다|이고|이며|라고|이에요|예요|\s|$))")]
    private static partial Regex Introduction();

    [GeneratedRegex(@"\s*(?:,|;|/|、|\band\b|및|그리고)\s*")]
    private static partial Regex Separator();

    [GeneratedRegex(@"(?m)^\s*(?:[-*•]|\d+[.)])\s+(.+)$")]
    private static partial Regex Bullet();

    /// <summary>A second label on the same line ends the first one's value: "Name: Kim, Phone: 1".</summary>
    [GeneratedRegex(@"[,;]\s*[\p{L}][\p{L} ]{0,24}[:：=].*$")]
    private static partial Regex InlineLabel();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\W*(?:yes|true|y|on|예|네|맞|있|참|가능)", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^\W*(?:no|false|n|off|none|아니|없|거짓|불가)", RegexOptions.IgnoreCase)]
    private static partial Regex No();

    [GeneratedRegex(@"\b(?:not|no|never|without|cannot|isn['’]t|aren['’]t|wasn['’]t|don['’]t|doesn['’]t|didn['’]t|hasn['’]t|haven['’]t)\b|없|않|안\s|못|아니", RegexOptions.IgnoreCase)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\bquestions?\b|질문", RegexOptions.IgnoreCase)]
    private static partial Regex Questions();
}
