using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tables;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Loading.Tables;
using FlowBuilder.Knowledge.Pages;
using FlowBuilder.Knowledge.Searching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Knowledge;

/// <summary>Registers what the knowledge nodes and knowledge bases need.</summary>
public static class KnowledgeServices
{
    /// <summary>Adds the services of this project, over the host's way out (<see cref="Core.Http.IOutboundHttp"/>). Its nodes come with its assembly, through the node catalogue.</summary>
    public static IServiceCollection AddFlowBuilderKnowledge(this IServiceCollection services) => services
        .AddSingleton<DocumentIndexes>()
        .AddSingleton<ITableFileReader, TableFileReader>()
        .AddSingleton<WebPages>()
        .AddSingleton(provider => new KnowledgeBases(
            provider.GetService<IKnowledgeStore>(), provider.GetService<KnowledgeSearch>(), provider.GetService<IKnowledgeIntake>()));

    /// <summary>
    /// Adds what fills and searches knowledge bases, over the host's stores (<see cref="IKnowledgeStore"/> and its like) and its
    /// <see cref="IEmbeddingModels"/>. Where the host brings no <see cref="IKnowledgeIntake"/>, documents are read in as they are added.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="indexFolder">Where the graphs of large knowledge bases are kept from one start to the next; null keeps them in memory only.</param>
    public static IServiceCollection AddFlowBuilderKnowledgeBases(this IServiceCollection services, string? indexFolder = null)
    {
        services.AddSingleton<BaseEmbeddings>();
        services.AddSingleton(provider => new DocumentIngest(
            provider.GetRequiredService<IKnowledgeStore>(),
            provider.GetRequiredService<IKnowledgeDocuments>(),
            provider.GetRequiredService<IKnowledgeWork>(),
            provider.GetRequiredService<BaseEmbeddings>()));
        services.AddSingleton(provider => new KnowledgeSearch(
            provider.GetRequiredService<IKnowledgeStore>(),
            provider.GetRequiredService<IKnowledgeChunks>(),
            provider.GetRequiredService<BaseEmbeddings>(),
            indexFolder is null ? null : new VectorFiles(indexFolder, provider.GetRequiredService<ILogger<VectorFiles>>())));
        services.AddSingleton(provider => new ChunkEditing(
            provider.GetRequiredService<IKnowledgeStore>(),
            provider.GetRequiredService<IKnowledgeChunks>(),
            provider.GetRequiredService<IKnowledgeWork>(),
            provider.GetRequiredService<BaseEmbeddings>()));
        services.AddSingleton(provider => new DuplicateReview(provider.GetRequiredService<IKnowledgeChunks>(), provider.GetRequiredService<ChunkEditing>()));
        services.AddSingleton(provider => new KnowledgePreview(provider.GetRequiredService<IKnowledgeDocuments>()));
        services.TryAddSingleton<IKnowledgeIntake>(provider => new InPlaceIntake(
            provider.GetRequiredService<IKnowledgeDocuments>(),
            provider.GetRequiredService<IKnowledgeWork>(),
            provider.GetRequiredService<DocumentIngest>()));
        return services;
    }
}
