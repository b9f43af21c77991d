using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Finds the documents that answer a query, by its words.</summary>
/// <param name="indexes">The indexes of document lists searched before.</param>
[Node("documents.search", Category = NodeCategories.Knowledge, Icon = "search", Deterministic = true, Keywords = "retrieve find keyword bm25 검색 찾기 키워드")]
[Text("en", "Search documents", "Finds the passages that share the most telling words with a question.")]
[Text("ko", "문서 검색", "질문의 핵심 단어가 들어 있는 조각을 찾습니다.")]
[Guide("en", "Use it after \"Split text\" to give the model only the passages of a document that fit the question. It needs no model and no index; for many files or for meaning instead of words take a knowledge base.")]
[Guide("ko", "\"텍스트 나누기\" 뒤에 두어 질문과 맞는 부분만 모델에 보내세요. 모델도 색인도 필요 없습니다. 파일이 많거나 단어가 아니라 의미로 찾으려면 지식 베이스를 쓰세요.")]
public sealed class SearchDocumentsNode(DocumentIndexes indexes)
    : ResultNode<SearchDocumentsNode.Settings, SearchDocumentsNode.Inputs, DocumentList>(Documents)
{
    /// <summary>What was found.</summary>
    [Text("en", "documents", "What was found, best first, each with its score.")]
    [Text("ko", "문서", "찾은 문서입니다. 가장 잘 맞는 것부터 점수와 함께 나옵니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    /// <inheritdoc/>
    protected override async Task<DocumentList> ComputeAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(inputs.Query))
        {
            throw new NodeException(
                "documents.query-empty",
                LocalText.Of("The query is empty. Ask something.", "검색어가 비어 있습니다. 찾을 내용을 입력하세요."),
                FaultKind.Input);
        }

        var index = await indexes.GetAsync(inputs.Documents, cancellationToken).ConfigureAwait(false);
        var found = PassageSearch.Search(inputs.Documents, index, inputs.Query, settings.Top, settings.MinimumScore);
        var sections = new HashSet<string>(StringComparer.Ordinal);
        return new DocumentList([.. found
            .Select(hit => inputs.Documents[hit.Index] with { Score = hit.Score })
            .Where(document => SectionOf(document) is not { } section || sections.Add(section))
            .Select(WithItsSection)]);
    }

    private static string? SectionOf(Document document) => document.Metadata.GetValueOrDefault(DocumentMetadata.Context);

    // A passage that was cut with a wider section is found by its own words, and given as the section.
    private static Document WithItsSection(Document document) => SectionOf(document) is { } section
        ? document with { Text = section, Metadata = document.Metadata.Remove(DocumentMetadata.Context) }
        : document;

    /// <summary>What the node searches, and for what.</summary>
    public sealed record Inputs
    {
        /// <summary>Where to search.</summary>
        [Text("en", "documents", "The documents or passages to search.")]
        [Text("ko", "문서", "검색할 문서나 조각입니다.")]
        public DocumentList Documents { get; init; } = DocumentList.Empty;

        /// <summary>What to search for.</summary>
        [Text("en", "query", "A question or a few words.")]
        [Text("ko", "검색어", "질문이나 단어 몇 개입니다.")]
        public string Query { get; init; } = "";
    }

    /// <summary>How much the node gives.</summary>
    public sealed record Settings
    {
        /// <summary>The most documents to give.</summary>
        [Field(Bounds = UsageBound.Passages, OnCard = true, Promotable = true)]
        [Range(1, 100)]
        [Text("en", "Top", "The most documents to give.")]
        [Text("ko", "개수", "결과로 내보낼 최대 문서 수입니다.")]
        public int Top { get; init; } = 4;

        /// <summary>The least score to give.</summary>
        [Field(Advanced = true, Promotable = true)]
        [Range(0.0, 1.0)]
        [Text("en", "Minimum score", "Leaves out what scores less, from 0 to 1; a passage with every word once has about 0.45.")]
        [Text("ko", "최소 점수", "이 점수(0~1)보다 낮은 결과를 뺍니다. 모든 단어가 한 번씩 들어 있으면 약 0.45입니다.")]
        public double MinimumScore { get; init; }
    }
}
