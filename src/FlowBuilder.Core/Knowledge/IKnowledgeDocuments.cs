namespace FlowBuilder.Core.Knowledge;

/// <summary>Keeps the documents of knowledge bases with their bytes.</summary>
public interface IKnowledgeDocuments
{
    /// <summary>Stores documents, all or none, and puts them in line. One that is there just so already is left as it is.</summary>
    /// <returns>The documents as they are now, in order; null where there is no such knowledge base.</returns>
    ValueTask<IReadOnlyList<KnowledgeDocument>?> AddAsync(string baseId, IReadOnlyList<KnowledgeUpload> uploads, CancellationToken cancellationToken);

    /// <summary>A document, or null.</summary>
    ValueTask<KnowledgeDocument?> FindAsync(string baseId, string id, CancellationToken cancellationToken);

    /// <summary>Documents, the latest added first.</summary>
    /// <param name="baseId">Their knowledge base.</param>
    /// <param name="state">Only those of a state; null for all.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">The most to give.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<KnowledgeDocument>> ListAsync(
        string baseId, KnowledgeDocumentState? state, int skip, int take, CancellationToken cancellationToken);

    /// <summary>Documents of a kind or name, the latest added first, and how many there are.</summary>
    /// <param name="baseId">Their knowledge base.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">The most to give.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<KnowledgeDocumentPage> FindAsync(string baseId, KnowledgeDocumentFilter filter, int skip, int take, CancellationToken cancellationToken);

    /// <summary>A document's bytes, or null.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ContentAsync(string baseId, string id, CancellationToken cancellationToken);

    /// <summary>Removes a document with its bytes, chunks and vectors; false where there is none.</summary>
    ValueTask<bool> DeleteAsync(string baseId, string id, CancellationToken cancellationToken);

    /// <summary>Puts a document that failed or was cancelled in line again; false where it is neither.</summary>
    ValueTask<bool> RetryAsync(string baseId, string id, CancellationToken cancellationToken);

    /// <summary>Puts every document that failed, or every one that was cancelled, in line again; how many.</summary>
    ValueTask<int> RetryAllAsync(string baseId, KnowledgeDocumentGroup group, CancellationToken cancellationToken);

    /// <summary>Stops every unfinished document; how many.</summary>
    ValueTask<int> CancelAllAsync(string baseId, CancellationToken cancellationToken);

    /// <summary>Stops an unfinished document; false where it is not that.</summary>
    ValueTask<bool> CancelAsync(string baseId, string id, CancellationToken cancellationToken);

    /// <summary>Puts every finished document in line again, or the one named; how many.</summary>
    ValueTask<int> ReindexAsync(string baseId, string? id, CancellationToken cancellationToken);
}
