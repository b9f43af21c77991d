using FlowBuilder.Knowledge.Searching;
using FsCheck;
using FsCheck.Fluent;

namespace FlowBuilder.Knowledge.Tests.Searching;

[Parallelizable(ParallelScope.All)]
public sealed class RankFusionTests
{
    private static readonly Arbitrary<(long[] Words, long[] Vectors)> TwoOrders = Gen.Choose(0, 12)
        .SelectMany(words => Gen.Choose(0, 12).SelectMany(vectors => Gen.Choose(0, 9_999).Select(seed => (Order(words, seed), Order(vectors, seed + 1)))))
        .ToArbitrary();

    [Test]
    public void A_score_is_the_share_of_first_place_everywhere()
    {
        var hits = RankFusion.Fuse([Of(RankingSource.Keyword, 1, 7, 8), Of(RankingSource.Vector, 0.5, 9, 7)]);

        var whole = 1.5 / 61;
        Assert.That(hits.Select(hit => hit.Key), Is.EqualTo(new[] { 7, 8, 9 }));
        Assert.That(hits.Select(hit => hit.Score), Is.EqualTo(new[] { (1 / 61.0 + 0.5 / 62) / whole, 1 / 62.0 / whole, 0.5 / 61 / whole }).Within(1e-12));
        Assert.That(RankFusion.Fuse([Of(RankingSource.Keyword, 1, 3), Of(RankingSource.Vector, 0.2, 3)])[0].Score, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void A_hit_says_what_each_search_gave_it()
    {
        var hit = RankFusion.Fuse([Of(RankingSource.Keyword, 1, 5, 6), Of(RankingSource.Vector, 1, 6)])[0];

        Assert.That(hit.Key, Is.EqualTo(6));
        Assert.That(hit.Parts.Select(part => (part.Source, part.Rank, part.Score)), Is.EqualTo(new[] { (RankingSource.Keyword, 2, 0.5), (RankingSource.Vector, 1, 1.0) }));
        Assert.That(hit.Parts.Sum(part => part.Share), Is.EqualTo(hit.Score).Within(1e-12));
    }

    [Test]
    public void Everything_found_is_there_once_and_scores_fall() => Prop.ForAll(TwoOrders, orders =>
    {
        var hits = Fused(orders);
        return hits.Select(hit => hit.Key).Order().SequenceEqual(orders.Words.Union(orders.Vectors).Order())
            && hits.Zip(hits.Skip(1)).All(pair => pair.First.Score >= pair.Second.Score)
            && hits.All(hit => hit.Score is > 0 and <= 1 + 1e-9);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void What_every_search_places_higher_is_higher() => Prop.ForAll(TwoOrders, orders =>
    {
        var places = Fused(orders).Select((hit, place) => (hit.Key, place)).ToDictionary(item => item.Key, item => item.place);
        var both = orders.Words.Intersect(orders.Vectors).ToList();
        return both.All(a => both.All(b =>
            Array.IndexOf(orders.Words, a) >= Array.IndexOf(orders.Words, b)
            || Array.IndexOf(orders.Vectors, a) >= Array.IndexOf(orders.Vectors, b)
            || places[a] < places[b]));
    }).QuickCheckThrowOnFailure();

    [Test]
    public void One_ranking_keeps_its_order_and_one_without_weight_changes_nothing() => Prop.ForAll(TwoOrders, orders =>
    {
        var alone = RankFusion.Fuse([Of(RankingSource.Keyword, 1, orders.Words)]).Select(hit => hit.Key);
        var beside = RankFusion.Fuse([Of(RankingSource.Keyword, 1, orders.Words), Of(RankingSource.Vector, 0, orders.Vectors)]).Select(hit => hit.Key);
        return alone.SequenceEqual(orders.Words) && beside.Take(orders.Words.Length).SequenceEqual(orders.Words);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void A_key_counts_once_in_a_ranking_and_no_rankings_give_nothing()
    {
        Assert.That(RankFusion.Fuse([Of(RankingSource.Keyword, 1, 4, 4, 4)]).Single().Parts, Has.Count.EqualTo(1));
        Assert.That(RankFusion.Fuse([]), Is.Empty);
    }

    private static List<HybridHit> Fused((long[] Words, long[] Vectors) orders) =>
        RankFusion.Fuse([Of(RankingSource.Keyword, 1, orders.Words), Of(RankingSource.Vector, 1, orders.Vectors)]);

    private static Ranking Of(RankingSource source, double weight, params long[] keys) =>
        new(source, [.. keys.Select((key, place) => (key, 1.0 / (place + 1)))], weight);

    private static long[] Order(int count, int seed)
    {
        var keys = Enumerable.Range(0, 16).Select(key => (long)key).ToArray();
        new Random(seed).Shuffle(keys);
        return keys[..count];
    }
}
