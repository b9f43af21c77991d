using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>Documents of knowledge bases, and their chunks.</summary>
internal static class KnowledgeDocumentsApi
{
    private const int MostListed = 200;

    /// <summary>Maps the calls on documents.</summary>
    public static void MapKnowledgeDocumentsApi(this IEndpointRouteBuilder api)
    {
        var documents = api.MapGroup("/knowledge/{id}/documents").WithTags("Knowledge");
        documents.MapGet("", ListAsync).NeedsKnowledge(AccessLevel.View).WithSummary("Lists documents, the latest first.")
            .WithDescription("Query: state; skip; limit, 1 to 200; 50 by default.").ProducesProblem(400).ProducesProblem(404);
        documents.MapPost("", AddAsync).NeedsKnowledge(AccessLevel.Edit).WithSummary("Adds documents: files as a form, or texts and addresses of pages as JSON.")
            .WithDescription("They are stored when this answers, and worked on after. One that is there just so already is left as it is. Pages are fetched once, now; adding an address again fetches it anew.")
            .Accepts<TextsBody>("application/json", "multipart/form-data").Produces<AddedDocuments>(202)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        documents.MapGet("/{documentId}", FindAsync).NeedsKnowledge(AccessLevel.View).WithSummary("Gives a document.").ProducesProblem(404);
        documents.MapGet("/{documentId}/content", ContentAsync).NeedsKnowledge(AccessLevel.View).WithSummary("Gives a document's bytes as they came.")
            .Produces(200, contentType: "application/octet-stream").ProducesProblem(404);
        documents.MapDelete("/{documentId}", DeleteAsync).NeedsKnowledge(AccessLevel.Edit).WithSummary("Removes a document.").ProducesProblem(404);
        documents.MapPost("/{documentId}/retry", RetryAsync).NeedsKnowledge(AccessLevel.Edit).WithSummary("Tries a failed or cancelled document again.").ProducesProblem(404).ProducesProblem(409);
        documents.MapPost("/{documentId}/cancel", CancelAsync).NeedsKnowledge(AccessLevel.Edit).WithSummary("Stops the work on a document.").ProducesProblem(404).ProducesProblem(409);
        documents.MapGet("/{documentId}/chunks", ListChunksAsync).NeedsKnowledge(AccessLevel.View).WithSummary("Lists a document's chunks in order.")
            .WithDescription("Query: skip; limit, 1 to 200; 50 by default.").ProducesProblem(400).ProducesProblem(404);
        var chunks = api.MapGroup("/knowledge/{id}/chunks").WithTags("Knowledge");
        chunks.MapGet("/{chunkId}", FindChunkAsync).NeedsKnowledge(AccessLevel.View).WithSummary("Gives a chunk.").ProducesProblem(404);
        chunks.MapPut("/{chunkId}", ChangeChunkAsync).NeedsKnowledge(AccessLevel.Edit).WithSummary("Edits a chunk, or switches it on or off.")
            .WithDescription("What is left out stays. An edit outlives indexing anew for as long as the chunk's text in the document stays.")
            .Accepts<ChunkBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<Ok<IReadOnlyList<DocumentItem>>> ListAsync(
        string id, string? state, int? skip, int? limit, KnowledgeShelf shelf, IKnowledgeDocuments documents, CancellationToken cancellationToken)
    {
        KnowledgeDocumentState? asked = null;
        if (state is not null)
        {
            if (!Enum.TryParse<KnowledgeDocumentState>(state, ignoreCase: true, out var known) || !char.IsAsciiLetter(state[0])) throw new ApiException(KnowledgeProblems.BadRange);
            asked = known;
        }

        var (from, most) = Range(skip, limit);
        await shelf.FindAsync(id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<DocumentItem>>([.. (await documents.ListAsync(id, asked, from, most, cancellationToken)).Select(DocumentItem.Of)]);
    }

    private static async Task<IResult> AddAsync(
        string id, HttpContext context, KnowledgeShelf shelf, KnowledgePages pages, HostSettings settings, CancellationToken cancellationToken)
    {
        // Before anything is read: a whole library is not taken in for a knowledge base that is not there.
        await shelf.FindAsync(id, cancellationToken);
        var added = new List<DocumentItem>();
        var refused = new List<RefusedDocument>();
        if (CallForm.IsForm(context.Request))
        {
            await FormFiles.ReadAsync(context.Request, settings, async (name, upload) =>
            {
                if (upload is null) refused.Add(new RefusedDocument(name, "documents.too-large", KnowledgeProblems.FileTooLarge.ToString()));
                else added.AddRange((await shelf.AddAsync(id, [upload], cancellationToken)).Select(DocumentItem.Of));
            }, cancellationToken);
        }
        else
        {
            var body = await RequestJson.ReadAsync<TextsBody>(context.Request, settings.Requests.RunBytes, cancellationToken);
            var urls = body.AllUrls();
            added.AddRange((await shelf.AddAsync(id, body.ToUploads(), cancellationToken)).Select(DocumentItem.Of));
            foreach (var url in urls)
            {
                try
                {
                    added.Add(DocumentItem.Of(await pages.AddAsync(id, url, cancellationToken)));
                }
                catch (NodeException fault)
                {
                    refused.Add(new RefusedDocument(url, fault.Code, fault.Text.ToString()));
                }
            }

            if (added.Count == 0 && refused.Count > 0) return KnowledgeProblems.NoPage(refused[0]);
        }

        if (added.Count == 0) return refused.Count > 0 ? KnowledgeProblems.TooLarge : KnowledgeProblems.NoDocuments;
        return TypedResults.Accepted(ApiPaths.Knowledge(id) + "/documents", new AddedDocuments(added, refused));
    }

    private static async Task<Ok<DocumentItem>> FindAsync(string id, string documentId, KnowledgeShelf shelf, CancellationToken cancellationToken) =>
        TypedResults.Ok(DocumentItem.Of(await shelf.FindAsync(id, documentId, cancellationToken)));

    // To be kept, never shown: what somebody uploaded must not run as a page of this program.
    private static async Task<FileContentHttpResult> ContentAsync(
        string id, string documentId, KnowledgeShelf shelf, IKnowledgeDocuments documents, CancellationToken cancellationToken)
    {
        var document = await shelf.FindAsync(id, documentId, cancellationToken);
        var content = await documents.ContentAsync(id, documentId, cancellationToken) ?? throw new ApiException(KnowledgeProblems.NoDocument(documentId));
        var name = document.Source.Length > 0 ? document.Source : FileNames.Of(document.Title, ".txt");
        return TypedResults.Bytes(content, "application/octet-stream", name);
    }

    private static async Task<NoContent> DeleteAsync(string id, string documentId, KnowledgeShelf shelf, CancellationToken cancellationToken)
    {
        await shelf.DeleteAsync(id, documentId, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<DocumentItem>> RetryAsync(string id, string documentId, KnowledgeShelf shelf, CancellationToken cancellationToken) =>
        TypedResults.Accepted((string?)null, DocumentItem.Of(await shelf.RetryAsync(id, documentId, cancellationToken)));

    private static async Task<Ok<DocumentItem>> CancelAsync(string id, string documentId, KnowledgeShelf shelf, CancellationToken cancellationToken) =>
        TypedResults.Ok(DocumentItem.Of(await shelf.CancelAsync(id, documentId, cancellationToken)));

    private static async Task<Ok<IReadOnlyList<ChunkItem>>> ListChunksAsync(
        string id, string documentId, int? skip, int? limit, KnowledgeShelf shelf, IKnowledgeChunks chunks, CancellationToken cancellationToken)
    {
        var (from, most) = Range(skip, limit);
        await shelf.FindAsync(id, documentId, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ChunkItem>>([.. (await chunks.ListAsync(id, documentId, from, most, cancellationToken)).Select(ChunkItem.Of)]);
    }

    private static async Task<Ok<ChunkItem>> FindChunkAsync(string id, string chunkId, IKnowledgeChunks chunks, CancellationToken cancellationToken) =>
        TypedResults.Ok(ChunkItem.Of(await chunks.FindAsync(id, chunkId, cancellationToken) ?? throw new ApiException(KnowledgeProblems.NoChunk(chunkId))));

    private static async Task<Ok<ChunkItem>> ChangeChunkAsync(
        string id, string chunkId, HttpContext context, IKnowledgeChunks chunks, KnowledgeShelf shelf, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<ChunkBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var chunk = await chunks.FindAsync(id, chunkId, cancellationToken) ?? throw new ApiException(KnowledgeProblems.NoChunk(chunkId));
        return TypedResults.Ok(ChunkItem.Of(await shelf.ChangeAsync(id, chunk, body.Text, body.IsEnabled, cancellationToken)));
    }

    private static (int Skip, int Limit) Range(int? skip, int? limit) => skip is null or >= 0 && limit is null or (>= 1 and <= MostListed)
        ? (skip ?? 0, limit ?? 50)
        : throw new ApiException(KnowledgeProblems.BadRange);
}
