using System.Text.RegularExpressions;

namespace FlowBuilder.Providers.Offline;

/// <summary>Scores sentences by a question: BM25 over sentences, weighted by coverage, with a bonus for definitions.</summary>
/// <remarks>BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with k1 = 1.2 and b = 0.4.</remarks>
internal sealed partial class SentenceScorer
{
    private const double K1 = 1.2;
    private const double B = 0.4;
    private const double QuantityBonus = 1.25;

    private readonly IReadOnlyList<Sentence> _sentences;
    private readonly Dictionary<string, int> _frequency = new(StringComparer.Ordinal);
    private readonly double _averageLength;

    public SentenceScorer(IReadOnlyList<Sentence> sentences)
    {
        _sentences = sentences;
        foreach (var sentence in sentences)
        {
            foreach (var term in sentence.Terms.Distinct()) _frequency[term] = _frequency.GetValueOrDefault(term) + 1;
        }

        _averageLength = Math.Max(1, sentences.Count == 0 ? 1 : sentences.Average(sentence => sentence.Terms.Count));
    }

    /// <summary>How much a term tells: rare ones more.</summary>
    public double Weight(string term)
    {
        // A term that is nowhere weighs as one that is in a single sentence: it tells no more than that.
        var found = Math.Max(1, _frequency.GetValueOrDefault(term));
        return Math.Log(1 + (_sentences.Count - found + 0.5) / (found + 0.5));
    }

    /// <summary>Every sentence that is no heading, best first; of equal ones the earlier.</summary>
    /// <param name="question">The question.</param>
    /// <param name="background">What was asked before, which counts a little; empty for nothing.</param>
    public List<Scored> Score(string question, string background = "")
    {
        var weights = Terms.Of(question).Distinct().ToDictionary(term => term, Weight, StringComparer.Ordinal);
        if (weights.Count <= 2)
        {
            foreach (var term in Terms.Of(background).Distinct()) weights.TryAdd(term, Weight(term) * 0.4);
        }

        var definition = Definition.Of(question);
        var wantsQuantity = Quantity().IsMatch(question);
        return [.. _sentences
            .Where(sentence => !sentence.IsHeading)
            .Select(sentence => Score(sentence, weights, definition, wantsQuantity))
            .Where(scored => scored.Score > 0)
            .OrderByDescending(scored => scored.Score)
            .ThenBy(scored => scored.Sentence.Index)];
    }

    private Scored Score(Sentence sentence, Dictionary<string, double> weights, Definition? definition, bool wantsQuantity)
    {
        double score = 0, covered = 0, all = 0;
        foreach (var (term, weight) in weights)
        {
            all += weight;
            var count = sentence.Terms.Count(other => other == term);
            if (count == 0) continue;
            covered += weight;
            score += weight * count * (K1 + 1) / (count + K1 * (1 - B + B * sentence.Terms.Count / _averageLength));
        }

        if (all == 0 || score == 0) return new Scored(sentence, 0, 0, false);
        var coverage = covered / all;
        score *= 0.4 + 0.6 * coverage;
        if (wantsQuantity && sentence.Text.Any(char.IsDigit)) score *= QuantityBonus;
        var strength = definition?.StrengthIn(sentence.Text) ?? 0;
        return new Scored(sentence, score * (1 + strength), coverage, strength > 0);
    }

    [GeneratedRegex(@"\bhow (?:long|many|much|often|far|old|big)\b|\bwhen\b|언제|얼마|며칠|몇", RegexOptions.IgnoreCase)]
    private static partial Regex Quantity();
}
