using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Text;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Leads one document from its bytes to being found: load, clean, split, embed, store.</summary>
/// <remarks>
/// Every vector is kept by its text as soon as it is there, and the chunks take the place of the former ones in one transaction at
/// the end. So whenever the program ends, the next one repeats what costs nothing and goes on with what is missing, and until then
/// the document is found as it was.
/// </remarks>
public sealed class DocumentIngest
{
    /// <summary>How often work on a document may be ended by the end of the program before it is given up.</summary>
    public const int MostAttempts = 3;

    /// <summary>The most bytes of one document.</summary>
    public static readonly long MostBytes = new DocumentLimits().Bytes;

    private const int BatchSize = 64;

    // Less is split before anyone could read that it is.
    private const int WorthTelling = 64 * 1024;

    private readonly IKnowledgeStore _bases;
    private readonly IKnowledgeDocuments _documents;
    private readonly IKnowledgeWork _work;
    private readonly BaseEmbeddings _embeddings;

    internal DocumentIngest(IKnowledgeStore bases, IKnowledgeDocuments documents, IKnowledgeWork work, BaseEmbeddings embeddings)
    {
        (_bases, _documents, _work, _embeddings) = (bases, documents, work, embeddings);
    }

    /// <summary>Works on a document until it is ready, or its ticket is void.</summary>
    /// <param name="ticket">The document.</param>
    /// <param name="progress">Is told whenever the document's stored state has changed.</param>
    /// <param name="cancellationToken">Ends the work; what is stored stays.</param>
    /// <exception cref="NodeException">It cannot be read or embedded; to be told to people as it is.</exception>
    public async Task RunAsync(KnowledgeTicket ticket, Action progress, CancellationToken cancellationToken)
    {
        if (ticket.Attempt > MostAttempts) throw GivenUp(ticket.Document);
        var document = ticket.Document;

        // Whoever stopped it after it was claimed, and before this could be stopped, is to be heard before a long file is read.
        if (await _documents.FindAsync(document.BaseId, document.Id, cancellationToken).ConfigureAwait(false) is not { State: KnowledgeDocumentState.Loading }) return;
        if (await _bases.FindAsync(document.BaseId, cancellationToken).ConfigureAwait(false) is not { } knowledge) return;
        if (await _documents.ContentAsync(document.BaseId, document.Id, cancellationToken).ConfigureAwait(false) is not { } content) return;
        var options = ChunkMaking.OptionsOf(knowledge.Base.Settings.Splitting) ?? throw KnowledgeSettingsCheck.BadSplitting();
        var embedding = await _embeddings.OpenAsync(knowledge.Base.Settings, cancellationToken).ConfigureAwait(false);

        var loaded = await DocumentReading.ReadAsync(document, content, knowledge.Base.Settings.Cleaning, cancellationToken).ConfigureAwait(false);
        if (content.Length > WorthTelling && !await AdvanceAsync(ticket, KnowledgeDocumentState.Splitting, 0, 0, progress, cancellationToken).ConfigureAwait(false)) return;
        var edits = await _work.EditsAsync(ticket, cancellationToken).ConfigureAwait(false);
        var chunks = ChunkMaking.Make(document, DocumentSplitter.Passages(loaded, options, cancellationToken), edits);
        do
        {
            if (!await EmbedAsync(ticket, embedding, chunks, progress, cancellationToken).ConfigureAwait(false)) return;
        }
        while (await _work.FinishAsync(ticket, embedding.Key, chunks, cancellationToken).ConfigureAwait(false) == FinishOutcome.VectorsMissing);

        progress();
    }

    private async Task<bool> EmbedAsync(
        KnowledgeTicket ticket, OpenedEmbedding embedding, List<NewChunk> chunks, Action progress, CancellationToken cancellationToken)
    {
        var texts = chunks.DistinctBy(chunk => chunk.Hash).ToList();
        var kept = await _work.EmbeddedAsync(embedding.Key, [.. texts.Select(chunk => chunk.Hash)], cancellationToken).ConfigureAwait(false);
        var missing = texts.Where(chunk => !kept.Contains(chunk.Hash)).ToList();
        var done = chunks.Count - missing.Count;
        var dimensions = await _work.DimensionsAsync(embedding.Key, cancellationToken).ConfigureAwait(false);
        foreach (var batch in missing.Chunk(BatchSize))
        {
            if (!await AdvanceAsync(ticket, KnowledgeDocumentState.Embedding, chunks.Count, done, progress, cancellationToken).ConfigureAwait(false)) return false;
            var vectors = await embedding.EmbedAsync([.. batch.Select(chunk => chunk.Text)], dimensions, cancellationToken).ConfigureAwait(false);
            await _work.KeepAsync(
                embedding.Key,
                [.. batch.Select((chunk, index) => KeyValuePair.Create(chunk.Hash, vectors[index]))],
                cancellationToken).ConfigureAwait(false);
            dimensions = vectors[0].Length;
            done += batch.Length;
        }

        return true;
    }

    private async ValueTask<bool> AdvanceAsync(
        KnowledgeTicket ticket, KnowledgeDocumentState state, int all, int done, Action progress, CancellationToken cancellationToken)
    {
        var isValid = await _work.AdvanceAsync(ticket, state, all, done, cancellationToken).ConfigureAwait(false);
        progress();
        return isValid;
    }

    private static NodeException GivenUp(KnowledgeDocument document) => new("knowledge.given-up", LocalText.Of(
        string.Create(CultureInfo.InvariantCulture, $"The program ended {MostAttempts} times while it worked on \"{document.Title}\", so it was left. If it was stopped by hand, try again; else split the file into smaller ones."),
        string.Create(CultureInfo.InvariantCulture, $"\"{document.Title}\"을(를) 처리하는 동안 프로그램이 {MostAttempts}번 종료되어 건너뛰었습니다. 직접 종료한 것이라면 다시 시도하고, 아니면 파일을 더 작게 나누어 올리세요.")));
}
