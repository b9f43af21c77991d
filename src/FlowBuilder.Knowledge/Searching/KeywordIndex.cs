using System.Buffers;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Finds texts by the words of a query, best first.</summary>
/// <remarks>
/// <para>Okapi BM25 after S. Robertson and H. Zaragoza, <i>The Probabilistic Relevance Framework: BM25 and Beyond</i>, Foundations
/// and Trends in Information Retrieval 3(4), 2009, with k1 = 1.2 and b = 0.75, and the inverse document frequency
/// ln(1 + (N − n + 0.5) / (n + 0.5)), which is never negative.</para>
/// <para>A query word counts by its best variant. A Korean word adds a little for its pairs of syllables, by presence alone: so a
/// text with the word itself, which has all the pairs too, is always above one of which it matches pairs only.</para>
/// <para>Immutable, and safe for any number of searches at once.</para>
/// </remarks>
internal sealed class KeywordIndex
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;
    private const float BigramWeight = 0.4f;

    private readonly Postings _postings;

    // k1 (1 − b + b · length / average length) of each text.
    private readonly float[] _norms;

    private KeywordIndex(Postings postings, float[] norms)
    {
        _postings = postings;
        _norms = norms;
    }

    /// <summary>How many texts it holds.</summary>
    public int Count => _norms.Length;

    /// <summary>Indexes texts.</summary>
    public static KeywordIndex Build(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var builder = new PostingsBuilder();
        var lengths = new List<int>();
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var terms = TextAnalyzer.Analyze(text);
            builder.Add(terms);
            lengths.Add(terms.Count == 0 ? 0 : terms[^1].Word + 1);
        }

        var average = lengths.Count == 0 ? 1 : Math.Max(lengths.Average(), 1);
        return new KeywordIndex(builder.Build(), [.. lengths.Select(length => K1 * (1 - B + B * (float)(length / average)))]);
    }

    /// <summary>The texts that answer a query best, best first; of equals, the earlier first.</summary>
    /// <param name="query">Words in any language.</param>
    /// <param name="top">The most to give.</param>
    public SearchHit[] Search(string query, int top)
    {
        var words = QueryWord.Of(query);
        if (words.Count == 0 || Count == 0 || top <= 0) return [];
        var scores = ArrayPool<float>.Shared.Rent(Count);
        var ofWord = ArrayPool<float>.Shared.Rent(Count);
        try
        {
            Array.Clear(scores, 0, Count);
            Array.Clear(ofWord, 0, Count);
            var best = 0f;
            foreach (var word in words)
            {
                AddVariants(word.Variants, scores, ofWord);
                AddBigrams(word.Bigrams, scores);
                if (!word.IsCompound) best += Best(word);
            }

            return Top(scores.AsSpan(0, Count), top, best);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
            ArrayPool<float>.Shared.Return(ofWord);
        }
    }

    private static SearchHit[] Top(ReadOnlySpan<float> scores, int top, float best)
    {
        // The worst of the kept stands first; of equal scores the later text is the worse.
        var kept = new PriorityQueue<int, (float Score, int Index)>();
        var least = 0f;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] <= least) continue;
            if (kept.Count < top) kept.Enqueue(i, (scores[i], -i));
            else kept.EnqueueDequeue(i, (scores[i], -i));
            if (kept.Count == top) least = scores[kept.Peek()];
        }

        var hits = new SearchHit[kept.Count];
        for (var i = hits.Length - 1; i >= 0; i--)
        {
            var index = kept.Dequeue();
            hits[i] = new SearchHit(index, scores[index], Math.Min(1, scores[index] / best));
        }

        return hits;
    }

    private void AddVariants(string[] variants, float[] scores, float[] ofWord)
    {
        foreach (var variant in variants)
        {
            var texts = _postings.Texts(variant);
            var counts = _postings.Counts(variant);
            var weight = Rarity(variant) * (K1 + 1);
            for (var i = 0; i < texts.Length; i++)
            {
                var text = texts[i];
                var score = weight * counts[i] / (counts[i] + _norms[text]);
                if (score <= ofWord[text]) continue;
                scores[text] += score - ofWord[text];
                ofWord[text] = score;
            }
        }

        foreach (var variant in variants)
        {
            foreach (var text in _postings.Texts(variant)) ofWord[text] = 0;
        }
    }

    private void AddBigrams(string[] bigrams, float[] scores)
    {
        foreach (var bigram in bigrams)
        {
            var score = BigramWeight * Rarity(bigram) / bigrams.Length;
            foreach (var text in _postings.Texts(bigram)) scores[text] += score;
        }
    }

    private float Best(QueryWord word) =>
        (K1 + 1) * word.Variants.Max(Rarity) + (word.Bigrams.Length == 0 ? 0 : BigramWeight * word.Bigrams.Average(Rarity));

    private float Rarity(string term)
    {
        var frequency = _postings.Frequency(term);
        return MathF.Log(1 + (Count - frequency + 0.5f) / (frequency + 0.5f));
    }
}
