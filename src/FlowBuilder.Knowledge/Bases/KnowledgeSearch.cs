using System.Collections.Concurrent;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Searches knowledge bases.</summary>
public sealed class KnowledgeSearch : IDisposable
{
    private readonly ConcurrentDictionary<string, BaseVectors> _vectors = new(StringComparer.Ordinal);
    private readonly IKnowledgeStore _bases;
    private readonly IKnowledgeChunks _chunks;
    private readonly BaseEmbeddings _embeddings;

    internal KnowledgeSearch(IKnowledgeStore bases, IKnowledgeChunks chunks, BaseEmbeddings embeddings)
    {
        (_bases, _chunks, _embeddings) = (bases, chunks, embeddings);
    }

    /// <summary>What answers a question best, best first; null where there is no such knowledge base.</summary>
    /// <exception cref="Core.Faults.NodeException">The question could not be embedded.</exception>
    public async Task<IReadOnlyList<KnowledgeHit>?> SearchAsync(string baseId, KnowledgeQuery query, CancellationToken cancellationToken)
    {
        if (await _bases.FindAsync(baseId, cancellationToken).ConfigureAwait(false) is not { } knowledge) return null;
        var hits = query.Mode == KnowledgeSearchMode.Keyword
            ? ByOne(RankingSource.Keyword, await KeywordAsync(baseId, query, query.Top, cancellationToken).ConfigureAwait(false))
            : await WithVectorsAsync(knowledge.Base, query, cancellationToken).ConfigureAwait(false);
        if (query.LeastScore is { } least) hits = [.. hits.Where(hit => hit.Score >= least)];
        var chunks = (await _chunks.FindAsync(baseId, [.. hits.Select(hit => hit.Key)], cancellationToken).ConfigureAwait(false))
            .ToDictionary(chunk => chunk.Number);
        return [.. hits.Where(hit => chunks.ContainsKey(hit.Key)).Select(hit => new KnowledgeHit(chunks[hit.Key], hit.Score, hit.Parts))];
    }

    /// <summary>Lets go of what is held of a knowledge base that was deleted.</summary>
    public void Forget(string baseId) => _vectors.TryRemove(baseId, out _);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var vectors in _vectors.Values) vectors.Dispose();
    }

    private async Task<IReadOnlyList<HybridHit>> WithVectorsAsync(KnowledgeBase knowledge, KnowledgeQuery query, CancellationToken cancellationToken)
    {
        var embedding = await _embeddings.OpenAsync(knowledge.Settings, cancellationToken).ConfigureAwait(false);
        var index = await VectorsOf(knowledge.Id, embedding.Key).CurrentAsync(_chunks, cancellationToken).ConfigureAwait(false);
        var options = embedding.Hybrid with { Top = query.Top };
        IReadOnlyList<(long Key, double Score)> byWords = query.Mode == KnowledgeSearchMode.Hybrid
            ? await KeywordAsync(knowledge.Id, query, Math.Max(options.Depth, query.Top), cancellationToken).ConfigureAwait(false)
            : [];
        if (index is null) return ByOne(RankingSource.Keyword, [.. byWords.Take(query.Top)]);
        var asked = (await embedding.EmbedAsync([query.Text], index.Dimensions, cancellationToken).ConfigureAwait(false))[0];
        return query.Mode == KnowledgeSearchMode.Hybrid
            ? HybridSearch.Search(byWords, index, asked, options)
            : ByOne(RankingSource.Vector, [.. index.Search(asked, query.Top).Select(hit => (hit.Key, hit.Score))]);
    }

    private async Task<List<(long Key, double Score)>> KeywordAsync(string baseId, KnowledgeQuery query, int top, CancellationToken cancellationToken) =>
        [.. (await _chunks.SearchAsync(baseId, TermsOf.Query(query.Text), top, cancellationToken).ConfigureAwait(false)).Select(hit => (hit.Key, hit.Value))];

    private static List<HybridHit> ByOne(RankingSource source, IReadOnlyList<(long Key, double Score)> hits) =>
        [.. hits.Select((hit, index) => new HybridHit(hit.Key, hit.Score, [new ScorePart(source, index + 1, hit.Score, hit.Score)]))];

    private BaseVectors VectorsOf(string baseId, string model) => _vectors.AddOrUpdate(
        baseId,
        _ => new BaseVectors(baseId, model),
        (_, kept) => kept.Model == model ? kept : new BaseVectors(baseId, model));
}
