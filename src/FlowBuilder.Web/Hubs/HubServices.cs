using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Hubs;

/// <summary>Registers and maps the hubs.</summary>
internal static class HubServices
{
    /// <summary>Adds SignalR with the program's own JSON.</summary>
    public static IServiceCollection AddFlowBuilderHubs(this IServiceCollection services, HostSettings settings)
    {
        services.AddSignalR()
            .AddHubOptions<RunHub>(hub => hub.MaximumReceiveMessageSize = settings.Requests.RunBytes)
            .AddJsonProtocol(protocol =>
            {
                protocol.PayloadSerializerOptions = new JsonSerializerOptions(CoreJson.Options);
                protocol.PayloadSerializerOptions.Converters.Add(new RunEventConverter());
            });
        return services;
    }

    /// <summary>Maps the hubs.</summary>
    public static void MapFlowBuilderHubs(this IEndpointRouteBuilder routes) => routes.MapHub<RunHub>("/hubs/runs").HasOwnDoor();
}
