using FlowBuilder.Knowledge.Searching;
using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Knowledge.Tests.Searching;

[Parallelizable(ParallelScope.All)]
public sealed class HybridSearchTests
{
    private static readonly (long Key, double Score)[] Words = [(1, 0.9), (2, 0.6), (3, 0.3)];

    [Test]
    public void What_both_searches_find_is_above_what_one_finds()
    {
        var hits = HybridSearch.Search(Words, Vectors(), [0, 1, 0], HybridOptions.Default);

        Assert.That(hits[0], Has.Property("Key").EqualTo(2));
        Assert.That(hits[0].Parts.Select(part => (part.Source, part.Rank)), Is.EqualTo(new[] { (RankingSource.Keyword, 2), (RankingSource.Vector, 1) }));
        Assert.That(hits.Select(hit => hit.Key), Is.EquivalentTo(new[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void Thresholds_hold_for_each_search_and_for_both()
    {
        var strict = HybridOptions.Default with { LeastRelevance = 0.5, LeastCosine = 0.5 };
        var all = HybridSearch.Search(Words, Vectors(), [0, 1, 0], HybridOptions.Default);

        var hits = HybridSearch.Search(Words, Vectors(), [0, 1, 0], strict);
        var best = HybridSearch.Search(Words, Vectors(), [0, 1, 0], HybridOptions.Default with { LeastScore = all[1].Score });

        Assert.That(hits.SelectMany(hit => hit.Parts).Select(part => part.Score), Is.All.GreaterThanOrEqualTo(0.5));
        Assert.That(hits.Select(hit => hit.Key), Is.EquivalentTo(new[] { 1, 2, 4 }));
        Assert.That(best.Select(hit => hit.Key), Is.EqualTo(all.Take(2).Select(hit => hit.Key)));
    }

    [Test]
    public void The_filter_holds_for_both_searches()
    {
        var hits = HybridSearch.Search(Words, Vectors(), [0, 1, 0], HybridOptions.Default, new VectorFilter(new HashSet<long> { 3, 4 }));

        Assert.That(hits.Select(hit => hit.Key), Is.EquivalentTo(new[] { 3, 4 }));
    }

    [Test]
    public void No_more_than_asked_for_are_given()
    {
        Assert.That(HybridSearch.Search(Words, Vectors(), [0, 1, 0], HybridOptions.Default with { Top = 2 }), Has.Count.EqualTo(2));
        Assert.That(HybridSearch.Search(Words, Vectors(), [0, 1, 0], HybridOptions.Default with { Top = 0 }), Is.Empty);
        Assert.That(HybridSearch.Search([], new VectorIndex(3), [0, 1, 0], HybridOptions.Offline), Is.Empty);
    }

    [Test]
    public void Feedback_finds_what_is_like_the_best_hit_and_unlike_the_query()
    {
        (long Key, double Score)[] words = [(1, 0.9)];
        var options = HybridOptions.Default with { LeastCosine = 0.3 };

        var without = HybridSearch.Search(words, Vectors(), [0, 0, 1], options);
        var with = HybridSearch.Search(words, Vectors(), [0, 0, 1], options with { FeedbackFrom = 1 });

        Assert.That(without.Select(hit => hit.Key), Is.EquivalentTo(new[] { 1, 3 }));
        Assert.That(with.Select(hit => hit.Key), Is.EquivalentTo(new[] { 1, 3, 5 }));
    }

    [Test]
    public void Diversity_puts_off_what_says_the_same_again()
    {
        var vectors = new VectorIndex(2);
        vectors.Add(1, [1, 0]);
        vectors.Add(2, [1, 0.01f]);
        vectors.Add(3, [0, 1]);
        Ranking[] rankings = [new(RankingSource.Keyword, [(1, 0.9), (2, 0.8), (3, 0.7)])];

        var plain = HybridSearch.Join(rankings, vectors, HybridOptions.Default);
        var diverse = HybridSearch.Join(rankings, vectors, HybridOptions.Default with { Diversity = 0.5 });

        Assert.That(plain.Select(hit => hit.Key), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(diverse.Select(hit => hit.Key), Is.EqualTo(new[] { 1, 3, 2 }));
    }

    [Test]
    public void Several_wordings_of_a_question_are_joined()
    {
        Ranking[] rankings =
        [
            new(RankingSource.Vector, [(1, 0.9), (2, 0.8)]),
            new(RankingSource.Vector, [(3, 0.9), (2, 0.8)]),
        ];

        Assert.That(HybridSearch.Join(rankings, Vectors(), HybridOptions.Default)[0].Key, Is.EqualTo(2));
    }

    [Test]
    public void A_query_of_another_embedding_is_refused()
    {
        Assert.That(() => HybridSearch.Search(Words, Vectors(), [1, 0], HybridOptions.Offline), Throws.ArgumentException.With.Message.Contains("2 components"));
    }

    private static VectorIndex Vectors()
    {
        var vectors = new VectorIndex(3);
        vectors.Add(1, [1, 0, 0]);
        vectors.Add(2, [0, 1, 0]);
        vectors.Add(3, [0, 0, 1]);
        vectors.Add(4, [0.1f, 1, 0]);
        vectors.Add(5, [1, 0.1f, 0]);
        return vectors;
    }
}
