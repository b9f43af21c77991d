using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Adds documents to a knowledge base; the same ones again take the place of what they were.</summary>
/// <param name="bases">The knowledge bases of the program.</param>
[Node("knowledge.add", Category = NodeCategories.Knowledge, Icon = "upload", SideEffects = true, Network = true, Keywords = "rag index ingest store save embed upsert 지식 저장 추가 색인 등록")]
[Text("en", "Add to knowledge", "Adds documents, a file or a text to a knowledge base, where they are found from then on.")]
[Text("ko", "지식에 추가", "문서, 파일, 텍스트를 지식 베이스에 추가해 검색할 수 있게 합니다.")]
[Guide("en", "Use it in flows that collect: pages of a website every night, minutes after each meeting, answers that a person approved. The same document id replaces the older text instead of adding another.")]
[Guide("ko", "매일 밤 웹 페이지, 회의 뒤의 회의록, 담당자가 승인한 답변처럼 모아 두는 플로우에 쓰세요. 문서 ID가 같으면 새로 더하지 않고 예전 내용을 바꿉니다.")]
[Example("""{"knowledge": "handbook", "title": "Minutes"}""")]
public sealed class KnowledgeAddNode(KnowledgeBases bases)
    : ResultNode<KnowledgeAddNode.Settings, KnowledgeAddNode.Inputs, JsonElement>(Json)
{
    private const int AtOnce = 200;

    /// <summary>What was added.</summary>
    [Text("en", "json", "The documents as they are now: id, title, state and number of chunks of each.")]
    [Text("ko", "JSON", "추가한 문서의 현재 상태입니다. 문서마다 id, 제목, 상태, 조각 수가 들어 있습니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <inheritdoc/>
    protected override async Task<JsonElement> ComputeAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        var knowledge = (await bases.FindAsync(settings.Knowledge, cancellationToken).ConfigureAwait(false)).Base;
        var made = new NodeUploads(settings.DocumentId.Trim(), FactsOf(settings.Metadata));
        List<KnowledgeUpload> uploads = [.. inputs.Documents is { } documents ? made.Documents(documents) : []];
        if (inputs.File is { } file) uploads.Add(made.File(file));
        if (!string.IsNullOrWhiteSpace(inputs.Text)) uploads.Add(made.Text(inputs.Text, settings.Title, isAlone: uploads.Count == 0));
        if (uploads.Count == 0) throw Nothing();

        IReadOnlyList<KnowledgeDocument> added = [];
        foreach (var some in uploads.Chunk(AtOnce))
            added = [.. added, .. await bases.Intake.AddAsync(knowledge.Id, some, cancellationToken).ConfigureAwait(false) ?? throw KnowledgeBases.Unknown(knowledge.Id)];
        foreach (var follower in inputs.Documents is { } given ? made.Followers(given) : [])
        {
            for (var further = 1; await bases.Intake.RemoveAsync(knowledge.Id, follower(further), cancellationToken).ConfigureAwait(false);) further++;
        }

        if (settings.Wait) added = await SettledAsync(knowledge, added, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.SerializeToElement(
            new
            {
                Knowledge = knowledge.Id,
                Documents = added.Select(document => new { document.Id, document.Title, State = JsonNamingPolicy.CamelCase.ConvertName(document.State.ToString()), document.Chunks }),
            },
            CoreJson.Options);
    }

    private async Task<IReadOnlyList<KnowledgeDocument>> SettledAsync(
        KnowledgeBase knowledge, IReadOnlyList<KnowledgeDocument> added, CancellationToken cancellationToken)
    {
        var settled = new List<KnowledgeDocument>();
        foreach (var document in added)
        {
            if (await bases.Intake.SettledAsync(knowledge.Id, document.Id, cancellationToken).ConfigureAwait(false) is { } now) settled.Add(now);
        }

        return settled.FirstOrDefault(document => document.Fault is not null) is { Fault: { } fault } failed
            ? throw NotAdded(failed, fault, settled.Count(document => document.Fault is not null), settled.Count)
            : settled;
    }

    private static ImmutableSortedDictionary<string, string> FactsOf(IReadOnlyList<NameValue> pairs)
    {
        var facts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            if (name.Trim() is { Length: > 0 } trimmed) facts[trimmed] = value;
        }

        return facts.ToImmutable();
    }

    private static NodeException Nothing() => new(
        "knowledge.nothing-to-add",
        LocalText.Of(
            "There is nothing to add: what came has no text. Connect documents, a file or a text.",
            "추가할 내용이 없습니다. 들어온 값에 텍스트가 없습니다. 문서, 파일, 텍스트를 연결하세요."),
        FaultKind.Input);

    private static NodeException NotAdded(KnowledgeDocument document, KnowledgeFault fault, int failed, int all) => new(
        "knowledge.not-added",
        LocalText.Of(
            string.Create(CultureInfo.InvariantCulture, $"{failed} of {all} documents could not be read in; \"{document.Title}\": {fault.Text.English}"),
            string.Create(CultureInfo.InvariantCulture, $"문서 {all}개 중 {failed}개를 읽지 못했습니다. \"{document.Title}\": {fault.Text.For(CultureInfo.GetCultureInfo("ko"))}")));

    /// <summary>What the node adds.</summary>
    public sealed record Inputs
    {
        /// <summary>Documents, each of which is stored by itself.</summary>
        [Text("en", "documents", "Documents to add, such as those of Load documents.")]
        [Text("ko", "문서", "추가할 문서입니다. 문서 불러오기의 결과 등을 연결하세요.")]
        public DocumentList? Documents { get; init; }

        /// <summary>A file, which is kept and read in by its own format.</summary>
        [Text("en", "file", "A file to add as it is: PDF, Word, Excel and the others that can be loaded.")]
        [Text("ko", "파일", "그대로 추가할 파일입니다. PDF, 워드, 엑셀 등 불러올 수 있는 형식이면 됩니다.")]
        public FileValue? File { get; init; }

        /// <summary>A text.</summary>
        [Text("en", "text", "A text to add.")]
        [Text("ko", "텍스트", "추가할 텍스트입니다.")]
        public string? Text { get; init; }
    }

    /// <summary>Where and how the node adds.</summary>
    public sealed record Settings
    {
        /// <summary>The knowledge base's id.</summary>
        [Field(Kind = FieldKind.Knowledge, Required = true, OnCard = true, Promotable = true)]
        [MaxLength(KnowledgeBase.MostIdLength)]
        [Text("en", "Knowledge base", "Where the documents go.")]
        [Text("ko", "지식 베이스", "문서를 추가할 지식 베이스입니다.")]
        public string Knowledge { get; init; } = "";

        /// <summary>Whether the node ends only when the documents can be found.</summary>
        [Text("en", "Wait until found", "Goes on only when the documents can be found; else at once.")]
        [Text("ko", "검색될 때까지 대기", "문서를 검색할 수 있게 된 다음에 진행합니다. 끄면 바로 진행합니다.")]
        public bool Wait { get; init; } = true;

        /// <summary>What people call a text.</summary>
        [Field(Promotable = true)]
        [MaxLength(500)]
        [Text("en", "Title", "What a text is called; empty for its first line.")]
        [Text("ko", "제목", "텍스트의 제목입니다. 비워 두면 첫 줄을 씁니다.")]
        public string Title { get; init; } = "";

        /// <summary>The id under which the document is replaced the next time; empty for one made of source or content.</summary>
        [Field(Advanced = true, Promotable = true)]
        [MaxLength(KnowledgeBase.MostIdLength)]
        [Text("en", "Document id", "Under this id the document is replaced the next time; empty for one made of its source or content.")]
        [Text("ko", "문서 id", "다음에 같은 id로 추가하면 문서를 바꿉니다. 비워 두면 출처나 내용으로 정합니다.")]
        public string DocumentId { get; init; } = "";

        /// <summary>What is known of every document, for filters.</summary>
        [Field(Advanced = true)]
        [Text("en", "Metadata", "What is known of every document, for filters of searches.")]
        [Text("ko", "메타데이터", "모든 문서에 붙일 정보입니다. 검색 필터에 쓸 수 있습니다.")]
        public IReadOnlyList<NameValue> Metadata { get; init; } = [];
    }
}
