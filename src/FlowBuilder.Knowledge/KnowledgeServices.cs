using FlowBuilder.Knowledge.Searching;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Knowledge;

/// <summary>Registers what the knowledge nodes need.</summary>
public static class KnowledgeServices
{
    /// <summary>Adds the services of this project. Its nodes come with its assembly, through the node catalogue.</summary>
    public static IServiceCollection AddFlowBuilderKnowledge(this IServiceCollection services) =>
        services.AddSingleton<DocumentIndexes>();
}
