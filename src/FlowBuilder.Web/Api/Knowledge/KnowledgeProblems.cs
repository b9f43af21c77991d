using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Text;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What can be wrong with calls on knowledge bases.</summary>
internal static class KnowledgeProblems
{
    /// <summary>There is no knowledge base of that id.</summary>
    public static ApiProblem NotFound(string id) => new(StatusCodes.Status404NotFound, "knowledge.not-found", LocalText.Of(
        $"There is no knowledge base \"{Short(id)}\".", $"\"{Short(id)}\" 지식 베이스가 없습니다."));

    /// <summary>There is no document of that id.</summary>
    public static ApiProblem NoDocument(string id) => new(StatusCodes.Status404NotFound, "knowledge.document-not-found", LocalText.Of(
        $"There is no document \"{Short(id)}\" in this knowledge base.", $"이 지식 베이스에 \"{Short(id)}\" 문서가 없습니다."));

    /// <summary>There is no chunk of that id.</summary>
    public static ApiProblem NoChunk(string id) => new(StatusCodes.Status404NotFound, "knowledge.chunk-not-found", LocalText.Of(
        $"There is no chunk \"{Short(id)}\" in this knowledge base.", $"이 지식 베이스에 \"{Short(id)}\" 조각이 없습니다."));

    /// <summary>Another knowledge base has the id.</summary>
    public static ApiProblem IdTaken(string id) => new(StatusCodes.Status409Conflict, "knowledge.id-taken", LocalText.Of(
        $"There is a knowledge base \"{Short(id)}\" already. Choose another id.", $"\"{Short(id)}\" 지식 베이스가 이미 있습니다. 다른 id를 쓰세요."));

    /// <summary>Somebody wants to give a knowledge base another id.</summary>
    public static ApiProblem IdIsPermanent(string id) => new(StatusCodes.Status422UnprocessableEntity, "knowledge.id-permanent", LocalText.Of(
        $"Flows name the knowledge base by its id, so it stays \"{Short(id)}\". Change the name instead.",
        $"플로우가 id로 지식 베이스를 가리키므로 \"{Short(id)}\"에서 바꿀 수 없습니다. 대신 이름을 바꾸세요."));

    /// <summary>A document can only be tried again where it failed or was cancelled.</summary>
    public static ApiProblem NothingToRetry => new(StatusCodes.Status409Conflict, "knowledge.nothing-to-retry", LocalText.Of(
        "The document has neither failed nor been cancelled.", "실패하거나 취소된 문서가 아닙니다."));

    /// <summary>A document can only be stopped until it is ready.</summary>
    public static ApiProblem NothingToCancel => new(StatusCodes.Status409Conflict, "knowledge.nothing-to-cancel", LocalText.Of(
        "The document is not being worked on.", "처리 중인 문서가 아닙니다."));

    /// <summary>A chunk is not what it was when the change began.</summary>
    public static ApiProblem ChunkBusy => new(StatusCodes.Status409Conflict, "knowledge.chunk-busy", LocalText.Of(
        "The chunk was changed meanwhile, or its document is being worked on. Read it again and repeat the change.",
        "그사이 조각이 바뀌었거나 문서를 처리하고 있습니다. 다시 불러와서 변경하세요."));

    /// <summary>A chunk would have no text.</summary>
    public static ApiProblem EmptyChunk => new(StatusCodes.Status422UnprocessableEntity, "knowledge.chunk-empty", LocalText.Of(
        "A chunk needs a text of 1 to 100,000 characters. Switch it off to let it not be found.",
        "조각에는 1~100,000자의 텍스트가 필요합니다. 검색되지 않게 하려면 끄세요."));

    /// <summary>A question cannot be asked so.</summary>
    public static ApiProblem BadQuery => new(StatusCodes.Status422UnprocessableEntity, "knowledge.bad-query", LocalText.Of(
        $"The query, and each of at most {SearchBody.MostOtherQueries} otherQueries, must have 1 to {SearchBody.MostLength} characters, top be from 1 to {SearchBody.MostResults}, and diversity from 0 to 1.",
        $"query와 {SearchBody.MostOtherQueries}개 이하의 otherQueries는 각각 1~{SearchBody.MostLength}자, top은 1~{SearchBody.MostResults}, diversity는 0~1이어야 합니다."));

    /// <summary>A filter is no condition.</summary>
    public static ApiProblem BadFilter(string path, LocalText text) => new(StatusCodes.Status422UnprocessableEntity, "knowledge.bad-filter", text)
    {
        Problems = [new FlowDiagnostic("knowledge.bad-filter", DiagnosticSeverity.Invalid, path, text)],
    };

    /// <summary>A preview cannot be asked for so.</summary>
    public static ApiProblem BadPreview => new(StatusCodes.Status422UnprocessableEntity, "knowledge.bad-preview", LocalText.Of(
        $"Give either a text of {KnowledgePreview.MostText:N0} characters at most or a document, and top from 1 to {KnowledgePreview.MostChunks}.",
        $"{KnowledgePreview.MostText:N0}자 이하의 text나 document 중 하나를 보내세요. top은 1~{KnowledgePreview.MostChunks}이어야 합니다."));

    /// <summary>Duplicates cannot be asked for so.</summary>
    public static ApiProblem BadLikeness => new(StatusCodes.Status400BadRequest, "request.bad-query", LocalText.Of(
        "The query parameter likeness must be a number from 0.7 to 1, and limit one from 1 to 200.",
        "쿼리 매개변수 likeness는 0.7~1, limit은 1~200의 숫자여야 합니다."));

    /// <summary>No chunk is named, or too many.</summary>
    public static ApiProblem NoChunks => new(StatusCodes.Status422UnprocessableEntity, "knowledge.no-chunks", LocalText.Of(
        $"Name from 1 to {DropBody.MostChunks} chunks in chunkIds.", $"chunkIds에 조각을 1~{DropBody.MostChunks}개 적으세요."));

    /// <summary>A list is asked for with a range that it cannot have.</summary>
    public static ApiProblem BadRange => new(StatusCodes.Status400BadRequest, "request.bad-query", LocalText.Of(
        "The query parameter limit must be a number from 1 to 200, skip one of 0 or more, and state one of waiting, loading, splitting, embedding, ready, failed and cancelled.",
        "쿼리 매개변수 limit은 1~200, skip은 0 이상의 숫자이고 state는 waiting, loading, splitting, embedding, ready, failed, cancelled 중 하나여야 합니다."));

    /// <summary>An upload brings nothing.</summary>
    public static ApiProblem NoDocuments => new(StatusCodes.Status422UnprocessableEntity, "knowledge.no-documents", LocalText.Of(
        "The request brings no document. Send files as multipart/form-data, or { \"documents\": [{ \"text\": … }] } or { \"url\": … } as JSON.",
        "요청에 문서가 없습니다. multipart/form-data로 파일을 보내거나 JSON으로 { \"documents\": [{ \"text\": … }] } 또는 { \"url\": … }을 보내세요."));

    /// <summary>A request names more pages than are fetched at once.</summary>
    public static ApiProblem TooManyUrls => new(StatusCodes.Status422UnprocessableEntity, "documents.too-many-addresses", LocalText.Of(
        $"A request may name {TextsBody.MostUrls} addresses. Send several requests.",
        $"요청 하나에 주소를 {TextsBody.MostUrls}개까지 쓸 수 있습니다. 여러 번 나누어 보내세요."));

    /// <summary>None of the pages that a request names could be fetched.</summary>
    public static ApiProblem NoPage(RefusedDocument first) => new(StatusCodes.Status422UnprocessableEntity, first.Code, LocalText.Verbatim(first.Detail));

    /// <summary>A form has a field that is no file.</summary>
    public static ApiProblem NotFile(string field) => new(StatusCodes.Status400BadRequest, "request.malformed", LocalText.Of(
        $"The form's field \"{Short(field)}\" is no file. Send files only; texts go as JSON.", $"폼의 \"{Short(field)}\" 필드가 파일이 아닙니다. 파일만 보내고, 텍스트는 JSON으로 보내세요."));

    /// <summary>A form is not well-formed.</summary>
    public static ApiProblem BadForm => new(StatusCodes.Status400BadRequest, "request.malformed", LocalText.Of(
        "The form cannot be read: it is not well-formed multipart/form-data.", "폼을 읽을 수 없습니다. 올바른 multipart/form-data 형식이 아닙니다."));

    /// <summary>A change was made from an older revision.</summary>
    public static ApiProblem Stale(long currentRevision) => new(StatusCodes.Status412PreconditionFailed, "revision.stale", LocalText.Of(
        $"The knowledge base has been changed meanwhile and has revision {currentRevision} now. Nothing was saved; read it again and repeat the change.",
        $"그사이 지식 베이스가 변경되어 지금 리비전은 {currentRevision}입니다. 저장하지 않았습니다. 다시 불러와서 변경하세요."))
    {
        CurrentRevision = currentRevision,
    };

    /// <summary>Why a file is not taken.</summary>
    public static LocalText FileTooLarge => LocalText.Of(
        $"The file is larger than {DocumentIngest.MostBytes / (1024 * 1024)} MiB. Split it into smaller ones.",
        $"파일이 {DocumentIngest.MostBytes / (1024 * 1024)}MiB보다 큽니다. 더 작은 파일로 나누세요.");

    /// <summary>No file of an upload is small enough.</summary>
    public static ApiProblem TooLarge => new(StatusCodes.Status413PayloadTooLarge, "documents.too-large", FileTooLarge);

    /// <summary>A document of a request cannot be stored as it is.</summary>
    public static ApiProblem BadDocument(string path, LocalText text) => Invalid([new FlowDiagnostic("knowledge.invalid", DiagnosticSeverity.Invalid, path, text)]);

    /// <summary>A knowledge base or a document is not valid.</summary>
    public static ApiProblem Invalid(ImmutableArray<FlowDiagnostic> problems) => new(
        StatusCodes.Status422UnprocessableEntity,
        "knowledge.invalid",
        problems.Length == 1 ? problems[0].Text : LocalText.Of($"It has {problems.Length} problems and was not saved.", $"문제가 {problems.Length}개 있어 저장하지 않았습니다."))
    {
        Problems = problems,
    };

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
