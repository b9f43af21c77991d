namespace FlowBuilder.Core.Knowledge;

/// <summary>Keeps knowledge bases. What is acknowledged survives the end of the program at any moment.</summary>
public interface IKnowledgeStore
{
    /// <summary>Stores a new knowledge base; false where its id is taken.</summary>
    ValueTask<bool> CreateAsync(KnowledgeBase knowledge, CancellationToken cancellationToken);

    /// <summary>A knowledge base, or null.</summary>
    ValueTask<KnowledgeBaseSummary?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>All knowledge bases by name.</summary>
    ValueTask<IReadOnlyList<KnowledgeBaseSummary>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Stores name, description and settings. Where the settings differ, every document that is not failed or cancelled is put in line;
    /// until its turn has come it is found as it was.
    /// </summary>
    /// <param name="knowledge">The knowledge base, with the revision that the change was made from.</param>
    /// <param name="cancellationToken">Gives up before it is begun.</param>
    /// <returns>It with its new revision; null where there is none.</returns>
    /// <exception cref="KnowledgeConflictException">It was changed meanwhile.</exception>
    ValueTask<KnowledgeBase?> SaveAsync(KnowledgeBase knowledge, CancellationToken cancellationToken);

    /// <summary>Removes a knowledge base with all that belongs to it; false where there is none.</summary>
    ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken);
}
