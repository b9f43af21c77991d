using FlowBuilder.Core.Http;
using FlowBuilder.Core.Tools;
using FlowBuilder.Nodes.Tools.Files;
using FlowBuilder.Nodes.Tools.Http;
using FlowBuilder.Nodes.Tools.Mailing;
using FlowBuilder.Nodes.Tools.Mcp;
using FlowBuilder.Nodes.Tools.Searching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowBuilder.Nodes;

/// <summary>Registers what the built-in nodes need.</summary>
public static class NodesRegistration
{
    /// <summary>Adds the guarded way out and the sessions with tool servers. The nodes themselves are found in this assembly by the catalogue.</summary>
    /// <remarks>An <see cref="OutboundRules"/> that is registered before says which private hosts are open.</remarks>
    public static IServiceCollection AddFlowBuilderNodes(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new OutboundRules());
        services.TryAddSingleton<IOutboundHttp, OutboundHttp>();
        services.TryAddSingleton<IToolServerStore, InMemoryToolServerStore>();
        services.TryAddSingleton<ToolServerSessions>();
        services.TryAddSingleton<WebSearch>();
        services.TryAddSingleton<MailSender>();
        services.TryAddSingleton(new FileSandboxOptions(Root: null));
        return services;
    }
}
