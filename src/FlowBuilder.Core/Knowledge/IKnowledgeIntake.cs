namespace FlowBuilder.Core.Knowledge;

/// <summary>Takes documents into knowledge bases while flows run: stores them, and sees to it that they are read in.</summary>
public interface IKnowledgeIntake
{
    /// <summary>Stores documents, all or none, and has them read in. One that is there just so already is left as it is.</summary>
    /// <returns>The documents as they are now, in order; null where there is no such knowledge base.</returns>
    ValueTask<IReadOnlyList<KnowledgeDocument>?> AddAsync(string baseId, IReadOnlyList<KnowledgeUpload> uploads, CancellationToken cancellationToken);

    /// <summary>Removes a document; false where there is none.</summary>
    ValueTask<bool> RemoveAsync(string baseId, string id, CancellationToken cancellationToken);

    /// <summary>Waits until a document is ready, failed or cancelled.</summary>
    /// <returns>The document; null where it is gone.</returns>
    ValueTask<KnowledgeDocument?> SettledAsync(string baseId, string id, CancellationToken cancellationToken);
}
