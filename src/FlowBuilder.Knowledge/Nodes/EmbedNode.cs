using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Turns texts into vectors.</summary>
/// <param name="models">The way to embedding models.</param>
[Node("vectors.embed", Category = NodeCategories.Knowledge, Icon = "vector", Network = true, Keywords = "embedding vector semantic 임베딩 벡터")]
[Text("en", "Embed texts", "Turns a text or documents into vectors, whose nearness tells how alike they are.")]
[Text("ko", "텍스트 임베딩", "텍스트나 문서를 벡터로 바꿉니다. 벡터가 가까울수록 내용이 비슷합니다.")]
[Guide("en", "Use it when you want to compare texts by meaning with a tool of your own, or hand vectors to another service. For searching documents you do not need it: knowledge bases embed by themselves.")]
[Guide("ko", "텍스트를 의미로 직접 비교하거나 벡터를 다른 서비스에 넘길 때 쓰세요. 문서 검색에는 필요 없습니다. 지식 베이스가 알아서 임베딩합니다.")]
[Example("""{"connection": "openai", "model": "text-embedding-3-small"}""")]
public sealed class EmbedNode(IEmbeddingModels models) : Node<EmbedNode.Settings, EmbedNode.Inputs>, ICheckedSettings<EmbedNode.Settings>
{
    private const int AtOnce = 64;
    private const int Most = 10_000;

    /// <summary>The vector of the text.</summary>
    [Text("en", "vector", "The vector of the text.")]
    [Text("ko", "벡터", "텍스트의 벡터입니다.")]
    public static readonly OutputPort<Vector> Vector = new("vector");

    /// <summary>The vectors of the documents.</summary>
    [Text("en", "json", "A list of title, source and vector for the documents, in their order.")]
    [Text("ko", "JSON", "문서마다 제목, 출처, 벡터를 담은 목록입니다. 문서의 순서를 따릅니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (settings.Connection == ConnectionKind.Offline.Value || settings.Model.Trim().Length > 0) yield break;
        yield return new SettingProblem(
            "setting.missing",
            "model",
            LocalText.Of(
                "\"Model\" is empty; name the embedding model of the connection.",
                "\"모델\" 값이 비어 있습니다. 연결에서 쓸 임베딩 모델을 입력하세요."),
            IsMissing: true);
    }

    /// <inheritdoc/>
    protected override bool IsDeterministic(Settings settings) => settings.Connection == ConnectionKind.Offline.Value;

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (inputs is { Text: null, Documents: null })
            throw new NodeException("vectors.nothing", LocalText.Of("There is nothing to embed. Connect a text or documents.", "임베딩할 내용이 없습니다. 텍스트나 문서를 연결하세요."));
        if (inputs.Documents is { Count: > Most } many)
        {
            throw new NodeException("vectors.too-many", LocalText.Of(
                $"{many.Count} documents are too many to embed at once; {Most} are allowed. Add them to a knowledge base instead.",
                $"문서가 {many.Count}개입니다. 한 번에 {Most}개까지 임베딩할 수 있습니다. 대신 지식 베이스에 추가하세요."));
        }

        var chosen = settings.Connection == ConnectionKind.Offline.Value ? null : new KnowledgeEmbedding(settings.Connection, settings.Model.Trim());
        var embedding = await new BaseEmbeddings(models).OpenAsync(new KnowledgeSettings { Embedding = chosen }, cancellationToken).ConfigureAwait(false);
        if (inputs.Text is { } text)
            yield return Vector.Value(new Vector((await embedding.EmbedAsync([text], dimensions: null, cancellationToken).ConfigureAwait(false))[0]));
        if (inputs.Documents is not { } documents) yield break;
        var vectors = new List<float[]>();
        foreach (var some in documents.Chunk(AtOnce))
            vectors.AddRange(await embedding.EmbedAsync([.. some.Select(document => document.Text)], vectors.FirstOrDefault()?.Length, cancellationToken).ConfigureAwait(false));
        yield return Json.Value(JsonSerializer.SerializeToElement(
            documents.Select((document, place) => new { document.Title, document.Source, Vector = vectors[place] }), CoreJson.Options));
    }

    /// <summary>What the node embeds.</summary>
    public sealed record Inputs
    {
        /// <summary>A text.</summary>
        [Text("en", "text", "A text to embed.")]
        [Text("ko", "텍스트", "임베딩할 텍스트입니다.")]
        public string? Text { get; init; }

        /// <summary>Documents.</summary>
        [Text("en", "documents", "Documents to embed.")]
        [Text("ko", "문서", "임베딩할 문서입니다.")]
        public DocumentList? Documents { get; init; }
    }

    /// <summary>By which model the node embeds.</summary>
    public sealed record Settings
    {
        /// <summary>The connection's name.</summary>
        [Field(Kind = FieldKind.Connection, Required = true, OnCard = true)]
        [Text("en", "Connection", "Where the model runs; \"offline\" is the built-in embedding, which compares words.")]
        [Text("ko", "연결", "모델이 실행되는 곳입니다. \"offline\"은 단어를 비교하는 내장 임베딩입니다.")]
        public string Connection { get; init; } = "offline";

        /// <summary>The embedding model's name.</summary>
        [Field(Kind = FieldKind.Model, OnCard = true)]
        [MaxLength(200)]
        [Text("en", "Model", "The embedding model of the connection.")]
        [Text("ko", "모델", "연결에서 쓸 임베딩 모델입니다.")]
        public string Model { get; init; } = "";
    }
}
