using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Reads documents in at once, for programs in which nothing else works through the line.</summary>
/// <param name="documents">The documents.</param>
/// <param name="work">The line.</param>
/// <param name="ingest">What reads a document in.</param>
internal sealed class InPlaceIntake(IKnowledgeDocuments documents, IKnowledgeWork work, DocumentIngest ingest) : IKnowledgeIntake, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<KnowledgeDocument>?> AddAsync(
        string baseId, IReadOnlyList<KnowledgeUpload> uploads, CancellationToken cancellationToken)
    {
        if (await documents.AddAsync(baseId, uploads, cancellationToken).ConfigureAwait(false) is not { } added) return null;

        // Whoever comes to its turn finds the line as it is then: with its own documents, or empty because another took them.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (await work.ClaimAsync(1, cancellationToken).ConfigureAwait(false) is [var ticket])
                await ReadAsync(ticket, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        var now = new List<KnowledgeDocument>();
        foreach (var document in added)
            now.Add(await documents.FindAsync(baseId, document.Id, cancellationToken).ConfigureAwait(false) ?? document);
        return now;
    }

    /// <inheritdoc/>
    public ValueTask<bool> RemoveAsync(string baseId, string id, CancellationToken cancellationToken) => documents.DeleteAsync(baseId, id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<KnowledgeDocument?> SettledAsync(string baseId, string id, CancellationToken cancellationToken) =>
        documents.FindAsync(baseId, id, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task ReadAsync(KnowledgeTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            await ingest.RunAsync(ticket, () => { }, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException fault)
        {
            await work.FailAsync(ticket, new KnowledgeFault(fault.Code, fault.Text), cancellationToken).ConfigureAwait(false);
        }
    }
}
