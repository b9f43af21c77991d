using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Models;

namespace FlowBuilder.Nodes.Knowledge;

/// <summary>Makes of a question in a conversation one that can be searched for, and other wordings of it.</summary>
/// <param name="models">The way to models.</param>
[Node("knowledge.rewrite", Category = NodeCategories.Knowledge, Icon = "prompt", Network = true, Keywords = "rag query rewrite condense multi-query expansion 질문 다시 쓰기 검색어 확장")]
[Text("en", "Rewrite question", "Makes a question of a conversation understandable by itself, and gives other wordings, so that a search finds more.")]
[Text("ko", "질문 다시 쓰기", "대화 속 질문을 그 자체로 이해되게 고치고, 검색이 더 잘되도록 다른 표현도 만듭니다.")]
[Guide("en", "Put it before \"Search knowledge\" in a chat: \"and on Sundays?\" finds nothing, \"Is the shop open on Sundays?\" does. The other wordings find passages that use different words.")]
[Guide("ko", "채팅에서 \"지식 검색\" 앞에 두세요. \"그럼 일요일은요?\"로는 찾지 못해도 \"일요일에 매장을 여나요?\"로는 찾습니다. 다른 표현도 함께 만들어 단어가 다른 내용까지 찾습니다.")]
[Example("""{"variants": 2}""")]
public sealed class RewriteQueryNode(IChatModels models) : Node<RewriteQueryNode.Settings, RewriteQueryNode.Inputs>
{
    /// <summary>The question by itself.</summary>
    [Text("en", "text", "The question, understandable without the conversation.")]
    [Text("ko", "텍스트", "대화 없이도 이해되는 질문입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>What to search for.</summary>
    [Text("en", "queries", "The question and its other wordings, for the query of Search knowledge.")]
    [Text("ko", "검색어", "질문과 다른 표현의 목록입니다. 지식 검색의 검색어에 연결하세요.")]
    public static readonly OutputPort<JsonElement> Queries = new("queries");

    // The model is asked at temperature 0.
    /// <inheritdoc/>
    protected override bool IsDeterministic(Settings settings) => true;

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(inputs.Query))
        {
            throw new NodeException(
                "knowledge.query-empty",
                LocalText.Of("The query is empty. Ask something.", "검색어가 비어 있습니다. 찾을 내용을 입력하세요."),
                FaultKind.Input);
        }

        var rewriting = await RewriteAsync(settings, inputs.Query, inputs.History ?? MessageList.Empty, context, cancellationToken).ConfigureAwait(false);
        yield return Text.Value(rewriting.Question);
        yield return Queries.Value(JsonSerializer.SerializeToElement(rewriting.Queries));
    }

    // The demo model only quotes, so it is not asked to rewrite.
    private async Task<QueryRewriting> RewriteAsync(
        Settings settings, string query, MessageList history, NodeContext context, CancellationToken cancellationToken)
    {
        if (settings.Connection == ConnectionKind.Offline.Value) return QueryRewriting.WithoutModel(query, history);
        var model = await models.OpenAsync(settings.Connection, settings.Model, context, cancellationToken).ConfigureAwait(false);
        var answer = await model.Client.GetResponseAsync(
            QueryRewriting.Ask(query, history, settings.Variants), QueryRewriting.Options, cancellationToken).ConfigureAwait(false);
        if (answer.Usage is { } usage) context.Report(ChatAnswer.UsageOf(usage, model.Price));
        return QueryRewriting.Read(answer.Text, query, settings.Variants);
    }

    /// <summary>What the node rewrites.</summary>
    public sealed record Inputs
    {
        /// <summary>The question.</summary>
        [Text("en", "query", "The question as it was asked.")]
        [Text("ko", "질문", "사용자가 물은 그대로의 질문입니다.")]
        public required string Query { get; init; }

        /// <summary>What was said before.</summary>
        [Text("en", "history", "The conversation before the question.")]
        [Text("ko", "대화 기록", "질문 이전의 대화입니다.")]
        public MessageList? History { get; init; }
    }

    /// <summary>By which model the node rewrites, and into how many wordings.</summary>
    public sealed record Settings
    {
        /// <summary>The connection's name.</summary>
        [Field(Kind = FieldKind.Connection, Required = true, OnCard = true)]
        [Text("en", "Connection", "Where the model runs; with \"offline\" the question is joined to the one before it, without a model.")]
        [Text("ko", "연결", "모델이 실행되는 곳입니다. \"offline\"이면 모델 없이 질문을 바로 앞의 질문과 이어 씁니다.")]
        public string Connection { get; init; } = "offline";

        /// <summary>The model's name; empty for the connection's default.</summary>
        [Field(Kind = FieldKind.Model, OnCard = true)]
        [MaxLength(200)]
        [Text("en", "Model", "The model; empty for the connection's default.")]
        [Text("ko", "모델", "사용할 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
        public string Model { get; init; } = "";

        /// <summary>How many other wordings the model gives.</summary>
        [Range(0, 5)]
        [Text("en", "Other wordings", "How many other wordings the model gives beside the question.")]
        [Text("ko", "다른 표현 수", "질문 외에 모델이 만들 다른 표현의 수입니다.")]
        public int Variants { get; init; } = 3;
    }
}
