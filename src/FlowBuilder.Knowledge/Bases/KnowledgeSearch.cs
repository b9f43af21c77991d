using System.Collections.Concurrent;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Searching;
using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Searches knowledge bases.</summary>
public sealed class KnowledgeSearch : IDisposable
{
    private readonly ConcurrentDictionary<string, BaseVectors> _vectors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BaseFacts> _facts = new(StringComparer.Ordinal);
    private readonly IKnowledgeStore _bases;
    private readonly IKnowledgeChunks _chunks;
    private readonly BaseEmbeddings _embeddings;
    private readonly VectorFiles? _files;

    internal KnowledgeSearch(IKnowledgeStore bases, IKnowledgeChunks chunks, BaseEmbeddings embeddings, VectorFiles? files)
    {
        (_bases, _chunks, _embeddings, _files) = (bases, chunks, embeddings, files);
    }

    /// <summary>What answers a question best, best first; null where there is no such knowledge base.</summary>
    /// <exception cref="Core.Faults.NodeException">The question could not be embedded.</exception>
    public async Task<IReadOnlyList<KnowledgeHit>?> SearchAsync(string baseId, KnowledgeQuery query, CancellationToken cancellationToken) =>
        await _bases.FindAsync(baseId, cancellationToken).ConfigureAwait(false) is { } knowledge
            ? await SearchAsync(knowledge.Base, query, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>What answers a question best, best first.</summary>
    /// <param name="knowledge">The knowledge base, as the caller has just read it.</param>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Core.Faults.NodeException">The question could not be embedded.</exception>
    internal async Task<IReadOnlyList<KnowledgeHit>> SearchAsync(KnowledgeBase knowledge, KnowledgeQuery query, CancellationToken cancellationToken)
    {
        var among = query.Filter is null
            ? null
            : await FactsOf(knowledge.Id).MatchingAsync(_chunks, query.Filter, cancellationToken).ConfigureAwait(false);
        if (among is { Count: 0 }) return [];
        var hits = await RankAsync(knowledge, query, among, cancellationToken).ConfigureAwait(false);
        var chunks = (await _chunks.FindAsync(knowledge.Id, [.. hits.Select(hit => hit.Key)], cancellationToken).ConfigureAwait(false))
            .ToDictionary(chunk => chunk.Number);
        return [.. hits.Where(hit => chunks.ContainsKey(hit.Key)).Select(hit => new KnowledgeHit(chunks[hit.Key], hit.Score, hit.Parts))];
    }

    /// <summary>Lets go of what is held of a knowledge base that was deleted.</summary>
    public void Forget(string baseId)
    {
        if (_vectors.TryRemove(baseId, out var vectors)) vectors.Dispose();
        _files?.Delete(baseId);
        _facts.TryRemove(baseId, out _);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var vectors in _vectors.Values) vectors.Dispose();
        foreach (var facts in _facts.Values) facts.Dispose();
    }

    private async Task<List<HybridHit>> RankAsync(
        KnowledgeBase knowledge, KnowledgeQuery query, IReadOnlySet<long>? among, CancellationToken cancellationToken)
    {
        string[] texts = [query.Text, .. query.OtherTexts];
        var usesVectors = query.Mode != KnowledgeSearchMode.Keyword;
        var index = usesVectors || query.Diversity > 0
            ? await VectorsOf(knowledge.Id, BaseEmbeddings.KeyOf(knowledge.Settings)).CurrentAsync(_chunks, cancellationToken).ConfigureAwait(false)
            : null;
        var options = HybridOptions.Default;
        float[][] asked = [];
        if (usesVectors && index is not null)
        {
            var embedding = await _embeddings.OpenAsync(knowledge.Settings, cancellationToken).ConfigureAwait(false);
            options = embedding.Hybrid;
            asked = await embedding.EmbedAsync(texts, index.Dimensions, cancellationToken).ConfigureAwait(false);
        }

        options = options with { Top = query.Top, LeastScore = query.LeastScore ?? double.NegativeInfinity, Diversity = query.Diversity };
        var filter = among is null ? null : new VectorFilter(among);

        // One ranking that nothing is joined to or chosen from need not go deeper than what is given of it.
        var isGivenAsItIs = query.Mode == KnowledgeSearchMode.Keyword && texts.Length == 1 && query.Diversity == 0;
        var depth = isGivenAsItIs ? query.Top : Math.Max(options.Depth, query.Top);
        var rankings = new List<Ranking>();
        for (var i = 0; i < texts.Length; i++)
        {
            List<(long Key, double Score)> byWords = query.Mode == KnowledgeSearchMode.Vector
                ? []
                : [.. (await _chunks.SearchAsync(knowledge.Id, TermsOf.Query(texts[i]), depth, among, cancellationToken).ConfigureAwait(false)).Select(hit => (hit.Key, hit.Value))];
            if (query.Mode == KnowledgeSearchMode.Hybrid && index is not null) rankings.AddRange(HybridSearch.Rank(byWords, index, asked[i], options, filter));
            else if (query.Mode != KnowledgeSearchMode.Vector) rankings.Add(new Ranking(RankingSource.Keyword, byWords));
            else if (index is not null) rankings.Add(new Ranking(RankingSource.Vector, [.. index.Search(asked[i], depth, filter).Select(hit => (hit.Key, hit.Score))]));
        }

        // One ranking alone keeps its own measure, but for hybrid search, which has the same one whatever it finds.
        var found = rankings is [var only] && query.Mode != KnowledgeSearchMode.Hybrid ? ByOne(only) : RankFusion.Fuse(rankings);
        if (query.Mode == KnowledgeSearchMode.Hybrid && DefinitionQuestion.Of(query.Text) is { } question)
        {
            var looked = await _chunks.FindAsync(knowledge.Id, [.. found.Take(DefiningChunks.LookedAt).Select(hit => hit.Key)], cancellationToken).ConfigureAwait(false);
            if (DefiningChunks.Among(found, looked, question) is { } defining) found = RankFusion.Fuse([.. rankings, defining]);
        }

        return HybridSearch.Finish(found, index, options);
    }

    private static List<HybridHit> ByOne(Ranking ranking) =>
        [.. ranking.Hits.Select((hit, index) => new HybridHit(hit.Key, hit.Score, [new ScorePart(ranking.Source, index + 1, hit.Score, hit.Score)]))];

    private BaseFacts FactsOf(string baseId) => _facts.GetOrAdd(baseId, id => new BaseFacts(id));

    private BaseVectors VectorsOf(string baseId, string model)
    {
        if (_vectors.TryGetValue(baseId, out var former) && former.Model != model && _vectors.TryRemove(KeyValuePair.Create(baseId, former))) former.Dispose();
        return _vectors.GetOrAdd(baseId, _ => new BaseVectors(baseId, model, _files));
    }
}
