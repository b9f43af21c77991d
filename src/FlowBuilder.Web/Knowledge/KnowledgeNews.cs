using System.Collections.Concurrent;

namespace FlowBuilder.Web.Knowledge;

/// <summary>Tells of changes in knowledge bases, and keeps the means to stop what is under way.</summary>
internal sealed class KnowledgeNews
{
    private readonly ConcurrentDictionary<(string BaseId, string DocumentId), CancellationTokenSource> _underWay = new();

    /// <summary>A document (or, where it is null, the whole knowledge base) is not what it was.</summary>
    public event Action<string, string?>? Changed;

    /// <summary>Something is waiting in line.</summary>
    public event Action? Queued;

    /// <summary>Says that a document has changed.</summary>
    public void Tell(string baseId, string? documentId) => Changed?.Invoke(baseId, documentId);

    /// <summary>Says that there is something to do.</summary>
    public void TellQueued() => Queued?.Invoke();

    /// <summary>Says that work on a document has begun, which may be stopped until the result is disposed of.</summary>
    public CancellationTokenSource Begin(string baseId, string documentId, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _underWay[(baseId, documentId)] = source;
        return source;
    }

    /// <summary>Says that work on a document has ended.</summary>
    public void End(string baseId, string documentId, CancellationTokenSource source)
    {
        _underWay.TryRemove(KeyValuePair.Create((baseId, documentId), source));
        source.Dispose();
    }

    /// <summary>Stops the work on a document, or on all of a knowledge base; its ticket is void already.</summary>
    public void Stop(string baseId, string? documentId = null)
    {
        foreach (var (key, source) in _underWay)
        {
            if (key.BaseId != baseId || (documentId is not null && key.DocumentId != documentId)) continue;
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended at this moment.
            }
        }
    }
}
