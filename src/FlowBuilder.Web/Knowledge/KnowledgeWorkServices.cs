using FlowBuilder.Knowledge;

namespace FlowBuilder.Web.Knowledge;

/// <summary>Registers knowledge bases.</summary>
internal static class KnowledgeWorkServices
{
    /// <summary>Adds what fills, keeps and searches knowledge bases.</summary>
    public static IServiceCollection AddFlowBuilderKnowledgeWork(this IServiceCollection services)
    {
        services.AddFlowBuilderKnowledgeBases();
        services.AddSingleton<KnowledgeNews>();
        services.AddSingleton<KnowledgeShelf>();
        services.AddSingleton<KnowledgePages>();
        services.AddHostedService<IngestService>();
        return services;
    }
}
