using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Lets people change what is found: a chunk's text, and whether it is found at all.</summary>
public sealed class ChunkEditing
{
    private readonly IKnowledgeStore _bases;
    private readonly IKnowledgeChunks _chunks;
    private readonly IKnowledgeWork _work;
    private readonly BaseEmbeddings _embeddings;

    internal ChunkEditing(IKnowledgeStore bases, IKnowledgeChunks chunks, IKnowledgeWork work, BaseEmbeddings embeddings)
    {
        (_bases, _chunks, _work, _embeddings) = (bases, chunks, work, embeddings);
    }

    /// <summary>Changes a chunk.</summary>
    /// <param name="baseId">The knowledge base.</param>
    /// <param name="chunk">The chunk as it was read.</param>
    /// <param name="text">Another text, or null to leave it.</param>
    /// <param name="isEnabled">Whether it is to be found, or null to leave that.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The chunk as it is now; null where it was changed meanwhile, or its document is being worked on.</returns>
    /// <exception cref="Core.Faults.NodeException">The text could not be embedded; nothing was changed.</exception>
    public async Task<KnowledgeChunk?> ChangeAsync(string baseId, KnowledgeChunk chunk, string? text, bool? isEnabled, CancellationToken cancellationToken)
    {
        var now = text ?? chunk.Text;
        var hash = TextHash.Of(now);
        if (now != chunk.Text) await EmbedAsync(baseId, now, hash, cancellationToken).ConfigureAwait(false);
        var changed = new NewChunk
        {
            Text = now,
            Title = chunk.Title,
            Hash = hash,
            Original = hash,
            Terms = TermsOf.Text(now),
            IsEnabled = isEnabled ?? chunk.IsEnabled,
            Metadata = chunk.Metadata,
        };
        return await _chunks.ChangeAsync(baseId, chunk, changed, cancellationToken).ConfigureAwait(false)
            ? await _chunks.FindAsync(baseId, chunk.Id, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private async Task EmbedAsync(string baseId, string text, TextHash hash, CancellationToken cancellationToken)
    {
        if (await _bases.FindAsync(baseId, cancellationToken).ConfigureAwait(false) is not { } knowledge) return;
        var embedding = await _embeddings.OpenAsync(knowledge.Base.Settings, cancellationToken).ConfigureAwait(false);
        var dimensions = await _work.DimensionsAsync(embedding.Key, cancellationToken).ConfigureAwait(false);
        var vectors = await embedding.EmbedAsync([text], dimensions, cancellationToken).ConfigureAwait(false);
        await _work.KeepAsync(embedding.Key, [KeyValuePair.Create(hash, vectors[0])], cancellationToken).ConfigureAwait(false);
    }
}
