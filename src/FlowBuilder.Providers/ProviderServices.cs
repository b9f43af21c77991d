using FlowBuilder.Core.Models;
using FlowBuilder.Core.Recordings.Models;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Providers.Prices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowBuilder.Providers;

/// <summary>Registers model providers with a host.</summary>
public static class ProviderServices
{
    /// <summary>
    /// Adds <see cref="IChatModels"/>, <see cref="IEmbeddingModels"/> and <see cref="IModelCosts"/> over the host's <see cref="IConnectionStore"/>, or over one in memory where none is
    /// registered before, and <see cref="LocalModelServers"/>.
    /// </summary>
    public static IServiceCollection AddFlowBuilderProviders(
        this IServiceCollection services, Action<ProviderOptions>? configure = null)
    {
        var options = new ProviderOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IConnectionStore, InMemoryConnectionStore>();
        services.TryAddSingleton<ChatModels>();
        services.TryAddSingleton<IChatModels>(provider => new RecordedChatModels(provider.GetRequiredService<ChatModels>()));
        services.TryAddSingleton<IEmbeddingModels>(provider => new RecordedEmbeddingModels(provider.GetRequiredService<ChatModels>()));
        services.TryAddSingleton<IModelCosts, ConnectionCosts>();
        services.TryAddSingleton<LocalModelServers>();
        return services;
    }
}
