namespace FlowBuilder.Core.Knowledge;

/// <summary>The line of documents, and what becomes of them. Each step is stored together with its result.</summary>
public interface IKnowledgeWork
{
    /// <summary>Puts what was under way when the program ended in line again; to be called once, before the first <see cref="ClaimAsync"/>.</summary>
    ValueTask<int> RecoverAsync(CancellationToken cancellationToken);

    /// <summary>Takes the next documents in line, which are loading from then on.</summary>
    ValueTask<IReadOnlyList<KnowledgeTicket>> ClaimAsync(int most, CancellationToken cancellationToken);

    /// <summary>Says how far a document is; false where the ticket is void.</summary>
    ValueTask<bool> AdvanceAsync(
        KnowledgeTicket ticket, KnowledgeDocumentState state, int chunksToEmbed, int chunksEmbedded, CancellationToken cancellationToken);

    /// <summary>What people made of the document's chunks; empty where they left them alone.</summary>
    ValueTask<IReadOnlyList<ChunkEdit>> EditsAsync(KnowledgeTicket ticket, CancellationToken cancellationToken);

    /// <summary>Which of the texts have a vector of the model.</summary>
    ValueTask<IReadOnlySet<TextHash>> EmbeddedAsync(string model, IReadOnlyCollection<TextHash> texts, CancellationToken cancellationToken);

    /// <summary>Keeps vectors of a model by the hashes of their texts.</summary>
    ValueTask KeepAsync(string model, IReadOnlyList<KeyValuePair<TextHash, float[]>> vectors, CancellationToken cancellationToken);

    /// <summary>How many components the vectors of a model have that are kept; null where there are none.</summary>
    ValueTask<int?> DimensionsAsync(string model, CancellationToken cancellationToken);

    /// <summary>Puts chunks in place of the document's former ones and makes it ready, in one step.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="model">The model whose vectors stand for the chunks.</param>
    /// <param name="chunks">The chunks in order.</param>
    /// <param name="cancellationToken">Gives up before it is begun.</param>
    ValueTask<FinishOutcome> FinishAsync(KnowledgeTicket ticket, string model, IReadOnlyList<NewChunk> chunks, CancellationToken cancellationToken);

    /// <summary>Says why a document cannot be found; false where the ticket is void.</summary>
    ValueTask<bool> FailAsync(KnowledgeTicket ticket, KnowledgeFault fault, CancellationToken cancellationToken);

    /// <summary>Removes vectors that no chunk needs, unless a document is unfinished that may; whether it looked.</summary>
    ValueTask<bool> SweepAsync(CancellationToken cancellationToken);
}
