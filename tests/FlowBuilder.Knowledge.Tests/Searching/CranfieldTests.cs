using System.Globalization;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Tests.Bases;

namespace FlowBuilder.Knowledge.Tests.Searching;

/// <summary>Measures search by words, by vectors and by both on the Cranfield collection: 1,400 abstracts, 225 questions, judged by experts.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CranfieldTests
{
    private const int Depth = 1000;

    // Reading whole passages takes the time here.
    private const int StoredDepth = 200;

    [Test]
    public async Task Keyword_search_ranks_abstracts_well_and_joined_with_the_offline_embedding_still_better()
    {
        var collection = CranfieldCollection.ReadOrIgnore();
        var search = new SearchedTexts(collection.Texts);

        var words = await collection.MeasureAsync("keyword", query => Task.FromResult(search.FindByWords(query, Depth)));
        var vectors = await collection.MeasureAsync("offline embedding", query => Task.FromResult(search.FindByVectors(query, Depth)));
        var both = await collection.MeasureAsync("hybrid", query => Task.FromResult(search.Find(query, Depth)));

        Assert.That(words.Gain, Is.GreaterThanOrEqualTo(0.38));
        Assert.That(words.Precision, Is.GreaterThanOrEqualTo(0.30));
        Assert.That(vectors.Gain, Is.GreaterThanOrEqualTo(0.25));
        Assert.That(both.Gain, Is.GreaterThan(words.Gain + 0.005));
        Assert.That(both.Precision, Is.GreaterThan(words.Precision + 0.005));
    }

    [Test]
    public async Task A_knowledge_base_ranks_them_as_well_by_its_stored_index()
    {
        var collection = CranfieldCollection.ReadOrIgnore();
        await using var host = new KnowledgeHost();
        await host.MakeAsync("cranfield", new KnowledgeSettings { Splitting = new KnowledgeSplitting { Size = 20_000, Overlap = 0 } });
        await host.AddLinesAsync("cranfield", "abstracts", collection.Texts);

        var words = await collection.MeasureAsync("stored, keyword", query => FindAsync(query, KnowledgeSearchMode.Keyword));
        var both = await collection.MeasureAsync("stored, hybrid", query => FindAsync(query, KnowledgeSearchMode.Hybrid));

        Assert.That(words.Gain, Is.GreaterThanOrEqualTo(0.38));
        Assert.That(words.Precision, Is.GreaterThanOrEqualTo(0.30));
        Assert.That(both.Gain, Is.GreaterThan(words.Gain));
        Assert.That(both.Precision, Is.GreaterThan(words.Precision));

        async Task<List<int>> FindAsync(string query, KnowledgeSearchMode mode) =>
            [.. (await host.Get<KnowledgeSearch>().SearchAsync("cranfield", new KnowledgeQuery(query, mode, StoredDepth), default))!
                .Select(hit => int.Parse(hit.Chunk.Metadata["row"], CultureInfo.InvariantCulture) - 1)];
    }
}
