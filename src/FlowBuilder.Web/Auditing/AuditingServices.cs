using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Tools;

namespace FlowBuilder.Web.Auditing;

/// <summary>Registers what writes the audit log.</summary>
internal static class AuditingServices
{
    /// <summary>Has the stores that are registered write down what is changed in them; after storage and accounts.</summary>
    public static IServiceCollection AddFlowBuilderAuditing(this IServiceCollection services)
    {
        services.Audit<IFlowStore, AuditedFlows>();
        services.Audit<IEndpointStore, AuditedEndpoints>();
        services.Audit<IApiKeyStore, AuditedKeys>();
        services.Audit<IConnectionStore, AuditedConnections>();
        services.Audit<IToolServerStore, AuditedToolServers>();
        services.Audit<IKnowledgeStore, AuditedKnowledge>();
        services.Audit<IScheduleStore, AuditedSchedules>();
        services.Audit<IWebhookStore, AuditedWebhooks>();
        services.Audit<IDeliveryTargetStore, AuditedTargets>();
        services.AddHostedService<AuditRetention>();
        return services;
    }

    // The store that was registered goes into the one that writes down what is done to it.
    private static void Audit<TStore, TAudited>(this IServiceCollection services)
        where TStore : class
        where TAudited : class, TStore
    {
        var store = services.Last(service => service.ServiceType == typeof(TStore)).ImplementationType
            ?? throw new InvalidOperationException($"{typeof(TStore).Name} is not registered by its type.");
        services.AddSingleton<TStore>(provider => ActivatorUtilities.CreateInstance<TAudited>(provider, (TStore)ActivatorUtilities.CreateInstance(provider, store)));
    }
}
