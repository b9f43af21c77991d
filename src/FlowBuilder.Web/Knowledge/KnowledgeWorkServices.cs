using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge;

namespace FlowBuilder.Web.Knowledge;

/// <summary>Registers knowledge bases.</summary>
internal static class KnowledgeWorkServices
{
    /// <summary>Adds what fills, keeps and searches knowledge bases.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="dataFolder">Where everything is kept.</param>
    public static IServiceCollection AddFlowBuilderKnowledgeWork(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton<KnowledgeNews>();
        services.AddSingleton<IKnowledgeIntake, KnowledgeIntake>();
        services.AddFlowBuilderKnowledgeBases(Path.Combine(dataFolder, "vectors"));
        services.AddSingleton<KnowledgeShelf>();
        services.AddSingleton<DuplicateShelf>();
        services.AddSingleton<KnowledgePages>();
        services.AddHostedService<IngestService>();
        return services;
    }
}
