using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Reranking;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Puts documents that were found in a better order, by a model that reads them or by the words of the query.</summary>
/// <param name="models">The way to models.</param>
[Node("documents.rerank", Category = NodeCategories.Knowledge, Icon = "up", Network = true, Keywords = "rerank reorder rank score relevance rag 재정렬 순위 다시 정렬 점수")]
[Text("en", "Rerank documents", "Puts found passages in a better order: a model reads them, or their words are compared closely.")]
[Text("ko", "문서 다시 정렬", "찾은 내용을 더 알맞은 순서로 바꿉니다. 모델이 읽고 판단하거나 단어를 자세히 비교합니다.")]
[Guide("en", "Use it when the search finds the right passages, but not at the top: let the search give ten or twenty, and keep the best four here. By words it costs nothing, by model it reads closely.")]
[Guide("ko", "검색이 맞는 내용을 찾지만 위쪽에 두지 못할 때 쓰세요. 검색으로 열 개나 스무 개를 찾고 여기서 가장 좋은 네 개만 남깁니다. 단어로 비교하면 비용이 없고, 모델은 꼼꼼히 읽습니다.")]
[Example("""{"top": 3}""")]
public sealed class RerankDocumentsNode(IChatModels models)
    : ResultNode<RerankDocumentsNode.Settings, RerankDocumentsNode.Inputs, DocumentList>(Documents)
{
    /// <summary>The documents in their new order.</summary>
    [Text("en", "documents", "The best of the documents, best first, with scores from 0 to 1.")]
    [Text("ko", "문서", "가장 알맞은 문서부터 0~1 점수와 함께 나옵니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    // The model is asked at temperature 0: the same passages get the same scores.
    /// <inheritdoc/>
    protected override bool IsDeterministic(Settings settings) => true;

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

        if (inputs.Documents.Count == 0) return inputs.Documents;
        List<string> passages = [.. inputs.Documents.Select(document => document.Title.Length > 0 ? $"{document.Title}\n{document.Text}" : document.Text)];
        var scores = await ScoresAsync(settings, inputs.Query, passages, context, cancellationToken).ConfigureAwait(false);
        return new DocumentList([.. inputs.Documents
            .Select((document, place) => (Document: document, Score: scores[place]))
            .OrderByDescending(item => item.Score ?? -1)
            .Where(item => settings.MinimumScore == 0 || item.Score >= settings.MinimumScore)
            .Take(settings.Top)
            .Select(item => item.Document with { Score = item.Score })]);
    }

    // The demo model cannot judge, so it is not asked to.
    private async Task<double?[]> ScoresAsync(
        Settings settings, string query, List<string> passages, NodeContext context, CancellationToken cancellationToken)
    {
        if (settings.Method == RerankMethod.Words || settings.Connection == ConnectionKind.Offline.Value)
            return [.. WordRanking.Scores(query, passages)];
        var model = await models.OpenAsync(settings.Connection, settings.Model, context, cancellationToken).ConfigureAwait(false);
        return await new ModelRanking(model, context).ScoresAsync(query, passages, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the node puts in order, and by what.</summary>
    public sealed record Inputs
    {
        /// <summary>What was found.</summary>
        [Text("en", "documents", "The passages that a search found.")]
        [Text("ko", "문서", "검색으로 찾은 내용입니다.")]
        public DocumentList Documents { get; init; } = DocumentList.Empty;

        /// <summary>What was asked.</summary>
        [Text("en", "query", "The question that they should answer.")]
        [Text("ko", "검색어", "문서가 답해야 하는 질문입니다.")]
        public string Query { get; init; } = "";
    }

    /// <summary>How the node puts documents in order.</summary>
    public sealed record Settings
    {
        /// <summary>How passages are judged.</summary>
        [Field(OnCard = true)]
        [Text("en", "Judge by", "A model that reads the passages, or their words alone; the demo model judges by words.")]
        [Text("ko", "판단 방식", "모델이 내용을 읽고 판단하거나, 단어만 비교합니다. 데모 모델은 단어로 판단합니다.")]
        public RerankMethod Method { get; init; }

        /// <summary>The connection's name.</summary>
        [Field(Kind = FieldKind.Connection, Required = true, VisibleWhen = nameof(Method), VisibleValues = "model")]
        [Text("en", "Connection", "Where the model runs.")]
        [Text("ko", "연결", "모델이 실행되는 곳입니다.")]
        public string Connection { get; init; } = "offline";

        /// <summary>The model's name; empty for the connection's default.</summary>
        [Field(Kind = FieldKind.Model, VisibleWhen = nameof(Method), VisibleValues = "model")]
        [MaxLength(200)]
        [Text("en", "Model", "The model; empty for the connection's default.")]
        [Text("ko", "모델", "사용할 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
        public string Model { get; init; } = "";

        /// <summary>The most documents to give.</summary>
        [Field(Bounds = UsageBound.Passages, OnCard = true, Promotable = true)]
        [Range(1, 100)]
        [Text("en", "Top", "The most documents to give.")]
        [Text("ko", "개수", "결과로 내보낼 최대 문서 수입니다.")]
        public int Top { get; init; } = 4;

        /// <summary>The least score to give.</summary>
        [Field(Advanced = true, Promotable = true)]
        [Range(0.0, 1.0)]
        [Text("en", "Minimum score", "Leaves out what scores less, from 0 to 1.")]
        [Text("ko", "최소 점수", "이 점수(0~1)보다 낮은 결과를 뺍니다.")]
        public double MinimumScore { get; init; }
    }
}
