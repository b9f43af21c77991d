using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Embedding;
using FlowBuilder.Knowledge.Searching;
using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Knowledge.Tests.Searching;

/// <summary>Texts indexed for keyword search and, by the offline embedding, for vector search.</summary>
internal sealed class SearchedTexts
{
    private readonly VectorIndex _vectors = new(OfflineEmbeddingGenerator.Dimensions);
    private readonly KeywordIndex _words;
    private readonly List<Document> _documents;

    public SearchedTexts(List<string> texts)
    {
        _words = KeywordIndex.Build(texts, CancellationToken.None);
        _documents = texts.ConvertAll(text => new Document { Text = text });
        for (var place = 0; place < texts.Count; place++) _vectors.Add(place, OfflineEmbeddingGenerator.Embed(texts[place]));
    }

    /// <summary>Places of what keyword search alone finds, best first.</summary>
    public List<int> FindByWords(string query, int top) => [.. Words(query, top).Select(hit => (int)hit.Key)];

    /// <summary>Places of what vector search alone finds, best first.</summary>
    public List<int> FindByVectors(string query, int top) =>
        [.. _vectors.Search(OfflineEmbeddingGenerator.Embed(query), top).Select(hit => (int)hit.Key)];

    /// <summary>Places of what both find together, best first.</summary>
    public List<int> Find(string query, int top)
    {
        var options = HybridOptions.Offline with { Top = top };
        var depth = Math.Max(options.Depth, top);
        return [.. HybridSearch.Search(Words(query, depth), _vectors, OfflineEmbeddingGenerator.Embed(query), options).Select(hit => (int)hit.Key)];
    }

    private List<(long Key, double Score)> Words(string query, int top) =>
        [.. PassageSearch.Search(_documents, _words, query, top, leastScore: 0).Select(hit => ((long)hit.Index, hit.Score))];
}
