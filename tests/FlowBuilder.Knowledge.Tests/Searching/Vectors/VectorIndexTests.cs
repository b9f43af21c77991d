using System.Numerics.Tensors;
using FlowBuilder.Knowledge.Searching.Vectors;
using FsCheck;
using FsCheck.Fluent;

namespace FlowBuilder.Knowledge.Tests.Searching.Vectors;

[Parallelizable(ParallelScope.All)]
public sealed class VectorIndexTests
{
    [Test]
    public void Exact_search_finds_what_sorting_all_finds() => Prop.ForAll(
        Gen.Choose(1, 300).SelectMany(count => Gen.Choose(1, 40).SelectMany(top => Gen.Choose(0, 99_999).Select(seed => (count, top, seed)))).ToArbitrary(),
        given =>
        {
            var vectors = VectorCloud.Uniform(given.count, 12, given.seed);
            var removed = Enumerable.Range(0, given.count).Where(key => key % 7 == given.seed % 7).ToHashSet();
            var index = Filled(new VectorIndex(12), vectors);
            foreach (var key in removed) index.Remove(key);
            var query = VectorCloud.Uniform(1, 12, given.seed + 1)[0];

            var found = index.Search(query, given.top, new VectorFilter(Accepts: key => key % 3 != 1));

            return AreBest(found, vectors, query, given.top, key => key % 3 != 1 && !removed.Contains((int)key));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Many_vectors_shared_among_threads_give_what_sorting_all_gives()
    {
        var vectors = VectorCloud.Uniform(10_000, 8, 1);
        var index = Filled(new VectorIndex(8), vectors);
        var query = VectorCloud.Uniform(1, 8, 2)[0];

        Assert.That(AreBest(index.Search(query, 25), vectors, query, 25, _ => true));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_graph_finds_nearly_all_that_exact_search_finds(bool clustered)
    {
        var vectors = clustered ? VectorCloud.Clustered(1_500, 32, 40, 3) : VectorCloud.Uniform(1_500, 32, 3);
        var index = Linked(vectors);
        var queries = (clustered ? VectorCloud.Clustered(1_550, 32, 40, 3) : VectorCloud.Uniform(1_550, 32, 3))[1_500..];

        var recall = queries.Average(query =>
            index.Search(query, 10).Select(hit => hit.Key).Intersect(Sorted(vectors, query).Take(10)).Count() / 10.0);

        Assert.That(recall, Is.GreaterThanOrEqualTo(0.95));
    }

    [TestCase(true, 48)]
    [TestCase(false, 0)]
    public void Vectors_that_the_graph_cannot_find_again_are_looked_at_one_by_one(bool clustered, int breadth)
    {
        var vectors = clustered ? VectorCloud.Clustered(1_550, 128, 40, 3) : VectorCloud.Uniform(1_550, 128, 3);
        var index = Filled(new VectorIndex(128, exactUpTo: 100, trial: new GraphTrial(64, [48])), vectors[..1_500]);

        index.Link();

        var recall = vectors[1_500..].Average(query =>
            index.Search(query, 10).Select(hit => hit.Key).Intersect(Sorted(vectors[..1_500], query).Take(10)).Count() / 10.0);
        Assert.That(index.Breadth, Is.EqualTo(breadth));
        Assert.That(recall, Is.GreaterThanOrEqualTo(0.95));
    }

    [Test]
    public async Task Vectors_that_the_graph_cannot_find_are_linked_no_further_not_even_after_a_restart()
    {
        var vectors = VectorCloud.Uniform(1_500, 128, 3);
        var index = Filled(new VectorIndex(128, exactUpTo: 100, trial: new GraphTrial(16, [16])), vectors);

        var links = 0;
        while (!index.LinkSome(100)) links++;
        using var file = new MemoryStream();
        await index.SaveAsync(file);
        file.Position = 0;
        var read = await VectorIndex.LoadAsync(file, exactUpTo: 100, CancellationToken.None);
        read.Add(5_000, vectors[0]);

        Assert.That(links, Is.LessThan(12), "given up after a part of the vectors");
        Assert.That((read.Breadth, read.IsLinked), Is.EqualTo((0, true)));
        Assert.That(read.Search(vectors[0], 2).Select(hit => hit.Key), Is.EqualTo(new long[] { 0, 5_000 }));
    }

    [Test]
    public void The_graph_finds_neither_what_was_removed_nor_what_the_filter_keeps_out()
    {
        var vectors = VectorCloud.Clustered(1_000, 16, 10, 5);
        var index = Linked(vectors);
        for (var key = 0; key < 1_000; key += 2) index.Remove(key);

        var found = index.Search(vectors[0], 50, new VectorFilter(Accepts: key => key % 3 == 0)).Select(hit => hit.Key).ToList();

        var expected = Sorted(vectors, vectors[0], key => key % 2 == 1 && key % 3 == 0).Take(50).ToList();
        Assert.That(found, Has.Count.EqualTo(50).And.All.Matches<long>(key => key % 2 == 1 && key % 3 == 0));
        Assert.That(found.Intersect(expected).Count(), Is.GreaterThanOrEqualTo(47));
    }

    [Test]
    public void A_small_set_is_searched_exactly()
    {
        var vectors = VectorCloud.Uniform(1_000, 16, 6);
        var index = Linked(vectors);
        HashSet<long> among = [3, 500, 999, 5_000];

        var found = index.Search(vectors[10], 10, new VectorFilter(among)).Select(hit => hit.Key);

        Assert.That(found, Is.EqualTo(Sorted(vectors, vectors[10], among.Contains)));
    }

    [Test]
    public void What_was_added_after_linking_is_found_at_once()
    {
        var vectors = VectorCloud.Uniform(500, 16, 7);
        var index = Linked(vectors);
        var added = VectorCloud.Uniform(1, 16, 8)[0];

        index.Add(9_000, added);

        Assert.That(index.Search(added, 1)[0], Has.Property("Key").EqualTo(9_000).And.Property("Score").EqualTo(1).Within(1e-5));
    }

    [Test]
    public void A_key_has_its_last_vector_only()
    {
        var index = new VectorIndex(2);
        index.Add(1, [1, 0]);
        index.Add(2, [1, 1]);
        index.Add(1, [0, 5]);

        Assert.That(index.Search([1, 0], 10).Select(hit => hit.Key), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(index.VectorOf(1).ToArray(), Is.EqualTo(new[] { 0f, 1f }));
        Assert.That((index.Count, index.Removed, index.Compacted().Removed), Is.EqualTo((2, 1, 0)));
    }

    [Test]
    public void Equal_vectors_are_all_found()
    {
        var index = Linked([.. Enumerable.Repeat(new float[] { 1, 2, 3 }, 30), .. VectorCloud.Uniform(200, 3, 9)]);

        Assert.That(index.Search([1, 2, 3], 30).Select(hit => hit.Key), Is.EquivalentTo(Enumerable.Range(0, 30)));
    }

    [Test]
    public void A_vector_of_zeros_is_like_nothing()
    {
        var index = new VectorIndex(2);
        index.Add(1, [0, 0]);

        Assert.That(index.Search([1, 1], 1).Single().Score, Is.Zero);
    }

    [Test]
    public void Other_dimensions_and_broken_numbers_are_refused()
    {
        var index = new VectorIndex(3);

        Assert.That(() => index.Add(1, [1, 2]), Throws.ArgumentException.With.Message.Contains("2 components").And.Message.Contains("3"));
        Assert.That(() => index.Search([1, 2, 3, 4], 1), Throws.ArgumentException);
        Assert.That(() => index.Add(1, [1, float.NaN, 0]), Throws.ArgumentException);
        Assert.That(() => index.Add(1, [1, float.NegativeInfinity, 0]), Throws.ArgumentException);
        Assert.That(index.Count, Is.Zero);
    }

    [Test]
    public void The_longest_and_the_shortest_vectors_keep_their_direction()
    {
        var index = new VectorIndex(2);
        index.Add(1, [float.MaxValue, float.MaxValue]);
        index.Add(2, [float.Epsilon, 0]);

        Assert.That(index.Search([1, 1], 2).Select(hit => Math.Round(hit.Score, 3)), Is.EqualTo(new[] { 1, 0.707 }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Searches_beside_the_writer_find_only_what_is_or_was_there(CancellationToken cancellationToken)
    {
        var vectors = VectorCloud.Clustered(1_000, 16, 20, 11);
        var index = new VectorIndex(16, exactUpTo: 0);
        index.Add(0, vectors[0]);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var readers = Enumerable.Range(0, 2).Select(reader => Task.Run(
            () =>
            {
                var searches = 0;
                for (var i = reader; !done.IsCancellationRequested || searches == 0; i = (i + 7) % 1_000, searches++)
                {
                    var hits = index.Search(vectors[i], 10);
                    if (hits.Count == 0 || hits.Any(hit => hit.Key is < 0 or >= 1_000) || hits.DistinctBy(hit => hit.Key).Count() < hits.Count)
                        throw new InvalidOperationException("A search found what never was, or one thing twice.");
                }
            },
            CancellationToken.None)).ToList();

        for (var key = 1; key < 1_000; key++)
        {
            index.Add(key, vectors[key]);
            if (key % 5 == 0) index.Remove(key - 3);
            index.Link(cancellationToken);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.That(index.Count, Is.EqualTo(1_000 - 199));
    }

    [Test]
    public void Linking_can_be_ended_and_taken_up_again()
    {
        var vectors = VectorCloud.Uniform(300, 8, 12);
        var index = Filled(new VectorIndex(8, exactUpTo: 0), vectors);

        Assert.That(() => index.Link(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        index.Link();

        Assert.That(index.Search(vectors[17], 1)[0].Key, Is.EqualTo(17));
    }

    internal static VectorIndex Linked(float[][] vectors)
    {
        var index = Filled(new VectorIndex(vectors[0].Length, exactUpTo: 0), vectors);
        index.Link();
        return index;
    }

    private static VectorIndex Filled(VectorIndex index, float[][] vectors)
    {
        for (var key = 0; key < vectors.Length; key++) index.Add(key, vectors[key]);
        return index;
    }

    // By score, not by key: two that are alike up to rounding may come in either order.
    private static bool AreBest(IReadOnlyList<VectorHit> found, float[][] vectors, float[] query, int top, Func<long, bool> accepts)
    {
        var best = Sorted(vectors, query, accepts).Take(top).Select(key => Cosine(vectors, key, query)).ToList();
        return found.Count == best.Count
            && found.Select(hit => hit.Key).Distinct().Count() == best.Count
            && found.All(hit => accepts(hit.Key) && Math.Abs(hit.Score - Cosine(vectors, hit.Key, query)) < 1e-5)
            && found.Zip(best).All(pair => Math.Abs(pair.First.Score - pair.Second) < 1e-5);
    }

    private static IEnumerable<long> Sorted(float[][] vectors, float[] query, Func<long, bool>? accepts = null) => Enumerable
        .Range(0, vectors.Length)
        .Select(key => (long)key)
        .Where(key => accepts?.Invoke(key) != false)
        .OrderByDescending(key => Cosine(vectors, key, query));

    private static float Cosine(float[][] vectors, long key, float[] query) => TensorPrimitives.CosineSimilarity<float>(vectors[key], query);
}
