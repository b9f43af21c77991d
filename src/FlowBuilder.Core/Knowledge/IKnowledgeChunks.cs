namespace FlowBuilder.Core.Knowledge;

/// <summary>Keeps chunks, and finds them by their words.</summary>
public interface IKnowledgeChunks
{
    /// <summary>The chunks of a document in order.</summary>
    ValueTask<IReadOnlyList<KnowledgeChunk>> ListAsync(string baseId, string documentId, int skip, int take, CancellationToken cancellationToken);

    /// <summary>A chunk, or null.</summary>
    ValueTask<KnowledgeChunk?> FindAsync(string baseId, string id, CancellationToken cancellationToken);

    /// <summary>The chunks of these numbers that are there and can be found, in any order.</summary>
    ValueTask<IReadOnlyList<KnowledgeChunk>> FindAsync(string baseId, IReadOnlyCollection<long> numbers, CancellationToken cancellationToken);

    /// <summary>Switches a chunk on or off, or gives it another text.</summary>
    /// <param name="baseId">The knowledge base.</param>
    /// <param name="chunk">The chunk as it was read; its number says from which text the change was made.</param>
    /// <param name="changed">What it is to be.</param>
    /// <param name="cancellationToken">Gives up before it is begun.</param>
    /// <returns>Whether it was; false where the chunk is gone or another by now, or its document is unfinished.</returns>
    ValueTask<bool> ChangeAsync(string baseId, KnowledgeChunk chunk, NewChunk changed, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets what a person wrote in a chunk and puts its document in line, which brings back the text as it is in the document. Until
    /// then the chunk is found as the person wrote it.
    /// </summary>
    /// <returns>Whether it was; false where the chunk is gone or another by now, or its document is unfinished.</returns>
    ValueTask<bool> RestoreAsync(string baseId, KnowledgeChunk chunk, CancellationToken cancellationToken);

    /// <summary>The chunks with these terms by BM25 (k1 = 1.2, b = 0.75), best first; higher scores are better.</summary>
    /// <param name="baseId">The knowledge base.</param>
    /// <param name="terms">What is asked for.</param>
    /// <param name="top">The most to give.</param>
    /// <param name="among">The numbers of the chunks that may be found; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<KeyValuePair<long, double>>> SearchAsync(
        string baseId, KeywordTerms terms, int top, IReadOnlySet<long>? among, CancellationToken cancellationToken);

    /// <summary>What is known of chunks that can be found, by the names of their metadata.</summary>
    /// <param name="baseId">The knowledge base.</param>
    /// <param name="fields">
    /// The names; <c>title</c>, <c>source</c> and <c>documentId</c> stand for the chunk's own where its metadata has nothing of that name.
    /// </param>
    /// <param name="numbers">The chunks; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The values by the chunks' numbers, parallel to the names; null where nothing is known.</returns>
    ValueTask<IReadOnlyList<KeyValuePair<long, string?[]>>> FactsAsync(
        string baseId, IReadOnlyList<string> fields, IReadOnlyCollection<long>? numbers, CancellationToken cancellationToken);

    /// <summary>Changes with every change of what can be found; null where there is no such knowledge base.</summary>
    ValueTask<long?> StampAsync(string baseId, CancellationToken cancellationToken);

    /// <summary>The numbers of all chunks that can be found.</summary>
    ValueTask<IReadOnlyList<long>> NumbersAsync(string baseId, CancellationToken cancellationToken);

    /// <summary>The vectors of chunks, as far as there are any of the model.</summary>
    ValueTask<IReadOnlyList<KeyValuePair<long, float[]>>> VectorsAsync(
        string baseId, string model, IReadOnlyCollection<long> numbers, CancellationToken cancellationToken);
}
