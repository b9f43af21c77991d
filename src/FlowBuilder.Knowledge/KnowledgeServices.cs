using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Searching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowBuilder.Knowledge;

/// <summary>Registers what the knowledge nodes and knowledge bases need.</summary>
public static class KnowledgeServices
{
    /// <summary>Adds the services of this project. Its nodes come with its assembly, through the node catalogue.</summary>
    public static IServiceCollection AddFlowBuilderKnowledge(this IServiceCollection services) => services
        .AddSingleton<DocumentIndexes>()
        .AddSingleton(provider => new KnowledgeBases(
            provider.GetService<IKnowledgeStore>(), provider.GetService<KnowledgeSearch>(), provider.GetService<IKnowledgeIntake>()));

    /// <summary>
    /// Adds what fills and searches knowledge bases, over the host's stores (<see cref="IKnowledgeStore"/> and its like) and its
    /// <see cref="IEmbeddingModels"/>. Where the host brings no <see cref="IKnowledgeIntake"/>, documents are read in as they are added.
    /// </summary>
    public static IServiceCollection AddFlowBuilderKnowledgeBases(this IServiceCollection services)
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
            provider.GetRequiredService<BaseEmbeddings>()));
        services.AddSingleton(provider => new ChunkEditing(
            provider.GetRequiredService<IKnowledgeStore>(),
            provider.GetRequiredService<IKnowledgeChunks>(),
            provider.GetRequiredService<IKnowledgeWork>(),
            provider.GetRequiredService<BaseEmbeddings>()));
        services.TryAddSingleton<IKnowledgeIntake>(provider => new InPlaceIntake(
            provider.GetRequiredService<IKnowledgeDocuments>(),
            provider.GetRequiredService<IKnowledgeWork>(),
            provider.GetRequiredService<DocumentIngest>()));
        return services;
    }
}
