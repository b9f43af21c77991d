using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Searching.Filters;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Finds the passages of a knowledge base that answer a question, or offers the search to a model as a tool.</summary>
/// <param name="bases">The knowledge bases of the program.</param>
[Node("knowledge.search", Category = NodeCategories.Knowledge, Icon = "knowledge", Network = true, Keywords = "rag retriever retrieve find vector hybrid semantic bm25 tool 검색 지식 찾기 의미 벡터 도구")]
[Text("en", "Search knowledge", "Finds the passages of a knowledge base that answer a question, or offers the search to a model as a tool.")]
[Text("ko", "지식 검색", "지식 베이스에서 질문에 맞는 내용을 찾거나, 그 검색을 모델에 도구로 제공합니다.")]
[Guide("en", "Use it to answer from files that are already in a knowledge base, so that nothing is read anew at each run. Wire its documents into a \"Prompt\" and its answer into \"Cite sources\"; as a tool, an agent searches by itself.")]
[Guide("ko", "이미 지식 베이스에 넣어 둔 파일로 답할 때 쓰세요. 실행할 때마다 파일을 다시 읽지 않습니다. 찾은 문서를 \"프롬프트\"에, 답변을 \"출처 표시\"에 연결하세요. 도구로 쓰면 에이전트가 직접 검색합니다.")]
[Example("""{"knowledge": "handbook", "top": 6}""")]
public sealed class KnowledgeSearchNode(KnowledgeBases bases)
    : Node<KnowledgeSearchNode.Settings, KnowledgeSearchNode.Inputs>, IDynamicPorts<KnowledgeSearchNode.Settings>, ICheckedSettings<KnowledgeSearchNode.Settings>
{
    private const int ChunksOfSection = 4;

    /// <summary>What was found.</summary>
    [Text("en", "documents", "The passages, best first, each with its score, its source and its place.")]
    [Text("ko", "문서", "찾은 내용입니다. 가장 잘 맞는 것부터 점수, 출처, 위치와 함께 나옵니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    /// <summary>The search as a tool.</summary>
    [Text("en", "tool", "The same search as a tool for a model.")]
    [Text("ko", "도구", "같은 검색을 모델이 도구로 쓰게 하는 출력입니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings)
    {
        yield return new PortSpec
        {
            Id = "query",
            Direction = PortDirection.Input,
            Type = PortType.Text,
            IsList = true,
            IsRequired = settings.Use == KnowledgeUse.Search,
            Label = LocalText.Of("query", "검색어"),
            Help = LocalText.Of(
                "A question. Several, or a list of wordings, are searched together.",
                "찾을 질문입니다. 여러 개를 연결하거나 여러 표현의 목록을 넣으면 함께 검색합니다."),
        };
    }

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (settings.Filter is { } filter && ProblemOf(filter) is { } problem) yield return problem;
        if (settings.Use != KnowledgeUse.Tool || IsName(settings.ToolName)) yield break;
        yield return new SettingProblem("setting.not-a-name", "toolName", LocalText.Of(
            "\"Tool name\" may hold letters, digits, _ and - only.",
            "\"도구 이름\"에는 영문자, 숫자, _, -만 쓸 수 있습니다."));
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await bases.FindAsync(settings.Knowledge, cancellationToken).ConfigureAwait(false);
        if (settings.Use == KnowledgeUse.Search)
        {
            var texts = QueryTexts.Of(inputs.Query);
            yield return Documents.Value(await SearchAsync(found.Base, settings, texts, settings.Top, cancellationToken).ConfigureAwait(false));
        }

        var tool = new KnowledgeTool(settings.ToolName, settings.ToolDescription, found.Base, Math.Min(settings.Top, KnowledgeTool.MostPassages), async (query, top, stop) =>
            FoundDocuments.ToText(await SearchAsync(found.Base, settings, [query], top, stop).ConfigureAwait(false)));
        yield return Tool.Value(new ToolValue(tool, HasSideEffects: false));
    }

    private async Task<DocumentList> SearchAsync(
        KnowledgeBase knowledge, Settings settings, IReadOnlyList<string> texts, int top, CancellationToken cancellationToken)
    {
        if (texts.Count == 0) throw KnowledgeTool.QueryEmpty();

        // Of chunks that stand in one wider section, all but one are left out.
        var most = knowledge.Settings.Splitting.ParentSize is null ? top : top * ChunksOfSection;
        var query = new KnowledgeQuery(texts[0], settings.Mode, most)
        {
            OtherTexts = [.. texts.Skip(1)],
            LeastScore = settings.MinimumScore,
            Diversity = settings.Diversity,
            Filter = settings.Filter is { ValueKind: not JsonValueKind.Null } filter ? FilterOf(filter) : null,
        };
        var hits = await bases.SearchAsync(knowledge.Id, query, cancellationToken).ConfigureAwait(false);
        return FoundDocuments.Of(knowledge.Id, hits, top);
    }

    // A filter that comes on a wire is seen here first.
    private static MetadataFilter FilterOf(JsonElement filter)
    {
        try
        {
            return MetadataFilter.Read(filter);
        }
        catch (MetadataFilterException fault)
        {
            throw new Core.Faults.NodeException("knowledge.bad-filter", TextOf(fault), innerException: fault);
        }
    }

    private static SettingProblem? ProblemOf(JsonElement filter)
    {
        if (filter.ValueKind == JsonValueKind.Null) return null;
        try
        {
            MetadataFilter.Read(filter);
            return null;
        }
        catch (MetadataFilterException fault)
        {
            return new SettingProblem("knowledge.bad-filter", "filter", TextOf(fault));
        }
    }

    private static LocalText TextOf(MetadataFilterException fault) => LocalText.Of(
        $"The filter is wrong at {fault.Path}: {fault.Text.English}",
        $"필터의 {fault.Path} 자리가 잘못되었습니다. {fault.Text.For(CultureInfo.GetCultureInfo("ko"))}");

    private static bool IsName(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    /// <summary>What the node looks for.</summary>
    public sealed record Inputs
    {
        /// <summary>The question, or several.</summary>
        [Text("en", "query", "A question. Several, or a list of wordings, are searched together.")]
        [Text("ko", "검색어", "찾을 질문입니다. 여러 개를 연결하거나 여러 표현의 목록을 넣으면 함께 검색합니다.")]
        public IReadOnlyList<string> Query { get; init; } = [];
    }

    /// <summary>Where and how the node searches.</summary>
    public sealed record Settings
    {
        /// <summary>The knowledge base's id.</summary>
        [Field(Kind = FieldKind.Knowledge, Required = true, OnCard = true, Promotable = true)]
        [MaxLength(KnowledgeBase.MostIdLength)]
        [Text("en", "Knowledge base", "Where to search.")]
        [Text("ko", "지식 베이스", "검색할 지식 베이스입니다.")]
        public string Knowledge { get; init; } = "";

        /// <summary>The most documents to give.</summary>
        [Field(Bounds = UsageBound.Passages, OnCard = true, Promotable = true)]
        [Range(1, 100)]
        [Text("en", "Top", "The most documents to give.")]
        [Text("ko", "개수", "결과로 내보낼 최대 문서 수입니다.")]
        public int Top { get; init; } = 4;

        /// <summary>How it is searched.</summary>
        [Text("en", "Search by", "By words, by meaning (vectors), or by both together.")]
        [Text("ko", "검색 방식", "단어로 찾을지, 의미(벡터)로 찾을지, 둘을 함께 쓸지 정합니다.")]
        public KnowledgeSearchMode Mode { get; init; } = KnowledgeSearchMode.Hybrid;

        /// <summary>Who searches.</summary>
        [Text("en", "Use", "Search when the run comes here, or let a model search when it wants.")]
        [Text("ko", "용도", "실행할 때 검색하거나, 모델이 필요할 때 도구로 검색하게 합니다.")]
        public KnowledgeUse Use { get; init; }

        /// <summary>The tool's name for the model.</summary>
        [Field(Required = true, VisibleWhen = nameof(Use), VisibleValues = "tool")]
        [MaxLength(64)]
        [Text("en", "Tool name", "What the model calls the tool: letters, digits, _ and -.")]
        [Text("ko", "도구 이름", "모델이 부르는 도구 이름입니다. 영문자, 숫자, _, -를 씁니다.")]
        public string ToolName { get; init; } = "search_knowledge";

        /// <summary>What the tool is for, for the model; empty for what the knowledge base says of itself.</summary>
        [Field(Kind = FieldKind.Multiline, VisibleWhen = nameof(Use), VisibleValues = "tool")]
        [MaxLength(1024)]
        [Text("en", "Tool description", "Tells the model what it finds here and when to look; empty for the knowledge base's own description.")]
        [Text("ko", "도구 설명", "여기서 무엇을 찾을 수 있고 언제 찾아야 하는지 모델에 알려 줍니다. 비워 두면 지식 베이스의 설명을 씁니다.")]
        public string ToolDescription { get; init; } = "";

        /// <summary>The least score to give; null for all.</summary>
        [Field(Advanced = true, Promotable = true)]
        [Range(-1.0, 1000.0)]
        [Text("en", "Minimum score", "Leaves out what scores less: 0 to 1 for both together, the cosine for meaning, BM25 for words.")]
        [Text("ko", "최소 점수", "이보다 점수가 낮은 결과를 뺍니다. 함께 찾을 때는 0~1, 의미로 찾을 때는 코사인, 단어로 찾을 때는 BM25 점수입니다.")]
        public double? MinimumScore { get; init; }

        /// <summary>How much results should differ from each other.</summary>
        [Field(Advanced = true, Promotable = true)]
        [Range(0.0, 1.0)]
        [Text("en", "Diversity", "How much passages should differ from each other: 0 not at all, 1 as much as possible; 0.3 leaves out what says the same again.")]
        [Text("ko", "다양성", "결과가 서로 얼마나 달라야 하는지 정합니다. 0이면 상관없고 1이면 최대한 다르게 고릅니다. 0.3이면 같은 말을 되풀이하는 결과가 빠집니다.")]
        public double Diversity { get; init; }

        /// <summary>The condition that a passage must meet.</summary>
        [Field(Kind = FieldKind.Json, Advanced = true, Promotable = true, Placeholder = "{ \"field\": \"language\", \"equals\": \"ko\" }")]
        [Text("en", "Filter", "Finds only passages that meet a condition on title, source or other metadata, as JSON.")]
        [Text("ko", "필터", "제목, 출처 같은 메타데이터가 조건에 맞는 내용만 찾습니다. JSON으로 씁니다.")]
        public JsonElement? Filter { get; init; }
    }
}
