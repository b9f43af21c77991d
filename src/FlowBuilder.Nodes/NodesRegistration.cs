using FlowBuilder.Core.Http;
using FlowBuilder.Nodes.Tools.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowBuilder.Nodes;

/// <summary>Registers what the built-in nodes need.</summary>
public static class NodesRegistration
{
    /// <summary>Adds the guarded way out. The nodes themselves are found in this assembly by the catalogue.</summary>
    /// <remarks>An <see cref="OutboundRules"/> that is registered before says which private hosts are open.</remarks>
    public static IServiceCollection AddFlowBuilderNodes(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new OutboundRules());
        services.TryAddSingleton<IOutboundHttp, OutboundHttp>();
        return services;
    }
}
