using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Knowledge.Embedding;
using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Opens the embeddings that knowledge bases are set to.</summary>
internal sealed class BaseEmbeddings(IEmbeddingModels models)
{
    private readonly OpenedEmbedding _offline = new(OfflineEmbeddingGenerator.ModelId, new OfflineEmbeddingGenerator(), HybridOptions.Offline);

    /// <summary>The name under which the vectors of a knowledge base are kept.</summary>
    public static string KeyOf(KnowledgeSettings settings) =>
        settings.Embedding is { } chosen ? $"{chosen.Connection}/{chosen.Model}" : OfflineEmbeddingGenerator.ModelId;

    /// <summary>Opens the embedding of a knowledge base.</summary>
    /// <exception cref="Core.Faults.NodeException">Its connection is gone, or cannot embed.</exception>
    public async ValueTask<OpenedEmbedding> OpenAsync(KnowledgeSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Embedding is not { } chosen) return _offline;
        var generator = await models.OpenAsync(chosen.Connection, chosen.Model, cancellationToken).ConfigureAwait(false);
        return new OpenedEmbedding(KeyOf(settings), generator, HybridOptions.Default);
    }
}
