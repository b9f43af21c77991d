using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Web.Knowledge;

/// <summary>Takes documents of running flows in: the service that works through the line reads them.</summary>
internal sealed class KnowledgeIntake(IKnowledgeDocuments documents, KnowledgeNews news) : IKnowledgeIntake
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<KnowledgeDocument>?> AddAsync(
        string baseId, IReadOnlyList<KnowledgeUpload> uploads, CancellationToken cancellationToken)
    {
        if (await documents.AddAsync(baseId, uploads, cancellationToken) is not { } added) return null;
        foreach (var document in added) news.Tell(baseId, document.Id);
        news.TellQueued();
        return added;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RemoveAsync(string baseId, string id, CancellationToken cancellationToken)
    {
        if (!await documents.DeleteAsync(baseId, id, cancellationToken)) return false;
        news.Stop(baseId, id);
        news.Tell(baseId, id);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<KnowledgeDocument?> SettledAsync(string baseId, string id, CancellationToken cancellationToken)
    {
        using var bell = new SemaphoreSlim(0);
        news.Changed += Ring;
        try
        {
            // Read after listening has begun: no change is missed.
            while (await documents.FindAsync(baseId, id, cancellationToken) is { IsUnfinished: true }) await bell.WaitAsync(cancellationToken);
            return await documents.FindAsync(baseId, id, cancellationToken);
        }
        finally
        {
            news.Changed -= Ring;
        }

        void Ring(string changedBase, string? changedDocument)
        {
            if (changedBase != baseId || (changedDocument is not null && changedDocument != id)) return;
            try
            {
                bell.Release();
            }
            catch (ObjectDisposedException)
            {
                // Told while nobody listens any more.
            }
        }
    }
}
