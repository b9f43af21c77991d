using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge;

namespace FlowBuilder.Web.Knowledge;

/// <summary>Registers knowledge bases.</summary>
internal static class KnowledgeWorkServices
{
    /// <summary>Adds what fills, keeps and searches knowledge bases.</summary>
    public static IServiceCollection AddFlowBuilderKnowledgeWork(this IServiceCollection services)
    {
        services.AddSingleton<KnowledgeNews>();
        services.AddSingleton<IKnowledgeIntake, KnowledgeIntake>();
        services.AddFlowBuilderKnowledgeBases();
        services.AddSingleton<KnowledgeShelf>();
        services.AddHostedService<IngestService>();
        return services;
    }
}
