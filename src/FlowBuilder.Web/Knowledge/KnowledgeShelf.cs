using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Knowledge;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Knowledge;

/// <summary>What people and programs do with knowledge bases and documents: each change is stored, told, and put to work.</summary>
internal sealed class KnowledgeShelf(
    IKnowledgeStore bases, IKnowledgeDocuments documents, IKnowledgeChunks chunks, KnowledgeSearch search, ChunkEditing editing, KnowledgeNews news, AuditTrail audit)
{
    /// <summary>The most characters of a chunk that a person writes.</summary>
    public const int MostChunkLength = 100_000;

    /// <summary>Makes a knowledge base.</summary>
    /// <exception cref="ApiException">It is not valid, or its id is taken.</exception>
    public async Task<KnowledgeBaseSummary> CreateAsync(KnowledgeBody body, CancellationToken cancellationToken)
    {
        var made = body.Change(new KnowledgeBase { Id = body.Id ?? await FreeIdAsync(body.Name ?? "", cancellationToken), Name = "" });
        if (KnowledgeBody.Check(made) is { IsEmpty: false } problems) throw new ApiException(KnowledgeProblems.Invalid(problems));
        if (!await bases.CreateAsync(made, cancellationToken)) throw new ApiException(KnowledgeProblems.IdTaken(made.Id));
        return await FindAsync(made.Id, cancellationToken);
    }

    /// <summary>A knowledge base.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public async Task<KnowledgeBaseSummary> FindAsync(string id, CancellationToken cancellationToken) =>
        await bases.FindAsync(id, cancellationToken) ?? throw new ApiException(KnowledgeProblems.NotFound(id));

    /// <summary>Changes a knowledge base; what other settings ask for is done anew.</summary>
    /// <exception cref="ApiException">There is none, or it is not valid, or was changed meanwhile.</exception>
    public async Task<KnowledgeBaseSummary> ChangeAsync(string id, KnowledgeBody body, long? expected, CancellationToken cancellationToken)
    {
        var stored = (await FindAsync(id, cancellationToken)).Base;
        var changed = body.Change(stored with { Revision = expected ?? stored.Revision });
        if (body.Id is { } other && other != id) throw new ApiException(KnowledgeProblems.IdIsPermanent(id));
        if (KnowledgeBody.Check(changed) is { IsEmpty: false } problems) throw new ApiException(KnowledgeProblems.Invalid(problems));
        try
        {
            if (await bases.SaveAsync(changed, cancellationToken) is null) throw new ApiException(KnowledgeProblems.NotFound(id));
        }
        catch (KnowledgeConflictException conflict)
        {
            throw new ApiException(KnowledgeProblems.Stale(conflict.CurrentRevision));
        }

        if (stored.Settings != changed.Settings) news.Stop(id);
        Told(id, null);
        return await FindAsync(id, cancellationToken);
    }

    /// <summary>Removes a knowledge base with all that belongs to it.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (!await bases.DeleteAsync(id, cancellationToken)) throw new ApiException(KnowledgeProblems.NotFound(id));
        news.Stop(id);
        search.Forget(id);
        Told(id, null);
    }

    /// <summary>Stores documents and puts them in line.</summary>
    /// <exception cref="ApiException">There is no such knowledge base.</exception>
    public async Task<IReadOnlyList<KnowledgeDocument>> AddAsync(string id, IReadOnlyList<KnowledgeUpload> uploads, CancellationToken cancellationToken)
    {
        var added = await documents.AddAsync(id, uploads, cancellationToken) ?? throw new ApiException(KnowledgeProblems.NotFound(id));
        foreach (var document in added) Told(id, document.Id);
        await WriteDownAsync("knowledge.documents-added", id, string.Join(", ", added.Select(document => document.Title)));
        return added;
    }

    /// <summary>A document.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public async Task<KnowledgeDocument> FindAsync(string id, string documentId, CancellationToken cancellationToken) =>
        await documents.FindAsync(id, documentId, cancellationToken) ?? throw new ApiException(KnowledgeProblems.NoDocument(documentId));

    /// <summary>Removes a document.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public async Task DeleteAsync(string id, string documentId, CancellationToken cancellationToken)
    {
        var title = (await FindAsync(id, documentId, cancellationToken)).Title;
        if (!await documents.DeleteAsync(id, documentId, cancellationToken)) throw new ApiException(KnowledgeProblems.NoDocument(documentId));
        news.Stop(id, documentId);
        Told(id, documentId);
        await WriteDownAsync("knowledge.document-deleted", id, title);
    }

    /// <summary>Puts a document that failed or was cancelled in line again.</summary>
    /// <exception cref="ApiException">There is none, or it is neither.</exception>
    public async Task<KnowledgeDocument> RetryAsync(string id, string documentId, CancellationToken cancellationToken)
    {
        await FindAsync(id, documentId, cancellationToken);
        if (!await documents.RetryAsync(id, documentId, cancellationToken)) throw new ApiException(KnowledgeProblems.NothingToRetry);
        Told(id, documentId);
        return await FindAsync(id, documentId, cancellationToken);
    }

    /// <summary>Stops an unfinished document.</summary>
    /// <exception cref="ApiException">There is none, or it is finished.</exception>
    public async Task<KnowledgeDocument> CancelAsync(string id, string documentId, CancellationToken cancellationToken)
    {
        await FindAsync(id, documentId, cancellationToken);
        if (!await documents.CancelAsync(id, documentId, cancellationToken)) throw new ApiException(KnowledgeProblems.NothingToCancel);
        news.Stop(id, documentId);
        Told(id, documentId);
        return await FindAsync(id, documentId, cancellationToken);
    }

    /// <summary>Puts every finished document in line again; how many.</summary>
    /// <exception cref="ApiException">There is no such knowledge base.</exception>
    public async Task<int> ReindexAsync(string id, CancellationToken cancellationToken)
    {
        await FindAsync(id, cancellationToken);
        var count = await documents.ReindexAsync(id, id: null, cancellationToken);
        Told(id, null);
        return count;
    }

    /// <summary>Puts a finished document in line again.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public async Task ReindexAsync(string id, string documentId, CancellationToken cancellationToken)
    {
        await FindAsync(id, documentId, cancellationToken);
        await documents.ReindexAsync(id, documentId, cancellationToken);
        Told(id, documentId);
    }

    /// <summary>Puts every document that failed, or every one that was cancelled, in line again; how many.</summary>
    public async Task<int> RetryAllAsync(string id, KnowledgeDocumentGroup group, CancellationToken cancellationToken)
    {
        var count = await documents.RetryAllAsync(id, group, cancellationToken);
        Told(id, null);
        return count;
    }

    /// <summary>Stops every unfinished document; how many.</summary>
    public async Task<int> CancelAllAsync(string id, CancellationToken cancellationToken)
    {
        var count = await documents.CancelAllAsync(id, cancellationToken);
        news.Stop(id);
        Told(id, null);
        return count;
    }

    /// <summary>Gives a chunk another text, or switches it on or off.</summary>
    /// <param name="id">The knowledge base.</param>
    /// <param name="chunk">The chunk as it was read.</param>
    /// <param name="text">Another text, or null to leave it.</param>
    /// <param name="isEnabled">Whether it is to be found, or null to leave that.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">The text is none, or the chunk was changed meanwhile, or its document is being worked on.</exception>
    /// <exception cref="Core.Faults.NodeException">The text could not be embedded.</exception>
    public async Task<KnowledgeChunk> ChangeAsync(string id, KnowledgeChunk chunk, string? text, bool? isEnabled, CancellationToken cancellationToken)
    {
        if (text is not null && (string.IsNullOrWhiteSpace(text) || text.Length > MostChunkLength)) throw new ApiException(KnowledgeProblems.EmptyChunk);
        var changed = await editing.ChangeAsync(id, chunk, text, isEnabled, cancellationToken) ?? throw new ApiException(KnowledgeProblems.ChunkBusy);
        news.Tell(id, chunk.DocumentId);
        if (text is not null) await WriteDownAsync("knowledge.text-changed", id, (await documents.FindAsync(id, chunk.DocumentId, CancellationToken.None))?.Title);
        return changed;
    }

    /// <summary>Brings back a chunk's text as it is in the document, by indexing that anew.</summary>
    /// <param name="id">The knowledge base.</param>
    /// <param name="chunk">The chunk as it was read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">The chunk was changed meanwhile, or its document is being worked on.</exception>
    public async Task RestoreAsync(string id, KnowledgeChunk chunk, CancellationToken cancellationToken)
    {
        if (!await chunks.RestoreAsync(id, chunk, cancellationToken)) throw new ApiException(KnowledgeProblems.ChunkBusy);
        Told(id, chunk.DocumentId);
    }

    private async ValueTask WriteDownAsync(string action, string id, string? detail) =>
        await audit.WriteAsync(action, id, (await bases.FindAsync(id, CancellationToken.None))?.Base.Name, detail);

    private async Task<string> FreeIdAsync(string name, CancellationToken cancellationToken)
    {
        var taken = (await bases.ListAsync(cancellationToken)).Select(summary => summary.Base.Id).ToHashSet(StringComparer.Ordinal);
        return SlugProposal.Of(name).Length > 0 ? SlugProposal.For(name, taken.Contains) : Guid.CreateVersion7().ToString("N");
    }

    private void Told(string id, string? documentId)
    {
        news.Tell(id, documentId);
        news.TellQueued();
    }
}
