using FlowBuilder.Core;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Accounts;
using FlowBuilder.Web.Api.Auditing;
using FlowBuilder.Web.Api.Backups;
using FlowBuilder.Web.Api.Compatible;
using FlowBuilder.Web.Api.Connections;
using FlowBuilder.Web.Api.Flows;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Knowledge;
using FlowBuilder.Web.Api.Memory;
using FlowBuilder.Web.Api.NodeTypes;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Api.Publishing.Chats;
using FlowBuilder.Web.Api.Publishing.Deliveries;
using FlowBuilder.Web.Api.Publishing.Webhooks;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Api.Scheduling;
using FlowBuilder.Web.Api.Templates;
using FlowBuilder.Web.Api.ToolServers;
using FlowBuilder.Web.Mcp;
using FlowBuilder.Web.Publishing;
using FlowBuilder.Web.Publishing.Deliveries;
using FlowBuilder.Web.Publishing.Webhooks;

namespace FlowBuilder.Web.Api;

/// <summary>Registers and maps the management API.</summary>
internal static class ApiServices
{
    /// <summary>Adds the API's JSON, its problems and its description.</summary>
    public static IServiceCollection AddFlowBuilderApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.Encoder = CoreJson.Options.Encoder;
            json.DefaultIgnoreCondition = CoreJson.Options.DefaultIgnoreCondition;
            json.MaxDepth = CoreJson.Options.MaxDepth;
            json.NumberHandling = CoreJson.Options.NumberHandling;
            foreach (var converter in CoreJson.Options.Converters) json.Converters.Add(converter);
        });
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddOpenApi("v1", options => options.AddDocumentTransformer(ApiDescription.CompleteAsync));
        services.AddSingleton<NodeTypeList>();
        services.AddSingleton<ServiceTests>();
        services.AddSingleton<RunStarts>();
        services.AddSingleton<RunEvents>();
        services.AddSingleton<RouteResources>();
        services.AddSingleton<AccessEnds>();
        services.AddSingleton<Sharing>();
        services.AddSingleton<ApiKeyGate>();
        services.AddSingleton<CallLimits>();
        services.AddSingleton<KeyMaking>();
        services.AddSingleton<EndpointDoor>();
        services.AddSingleton<EndpointRuns>();
        services.AddSingleton<EndpointHistory>();
        services.AddSingleton<FlowPublishing>();
        services.AddSingleton<FrozenFlows>();
        services.AddSingleton<RunFeedbacks>();
        services.AddSingleton<RunAnswers>();
        services.AddSingleton<WebhookDoor>();
        services.AddSingleton<WebhookSettings>();
        services.AddSingleton<DeliverySending>();
        services.AddSingleton<DeliverySettings>();
        services.AddHostedService<DeliveryService>();
        services.AddMcp();
        services.AddSingleton<SentFiles>();
        services.AddSingleton<CompatibleCalls>();
        return services;
    }

    /// <summary>Maps every call of the API. Callers of published flows are let in by their doors, everybody else by signing in.</summary>
    public static void MapFlowBuilderApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup(ApiPaths.Root).AllowAnonymous().HasOwnDoor().MapEndpointCallsApi();
        routes.MapGroup(ApiPaths.Root).AllowAnonymous().HasOwnDoor().MapWebhookDeliveries();
        routes.MapGroup(ApiPaths.Root).AllowAnonymous().HasOwnDoor().MapSignInApi();
        routes.MapCompatibleApi();
        var api = routes.MapGroup(ApiPaths.Root).AddEndpointFilter<RouteGroupBuilder, ScopeFilter>();
        api.MapPost("/sign-out", SignInApi.SignOutAsync).Needs(AccountRole.Viewer).WithTags("Accounts").WithSummary("Ends the session of the browser that asks.");
        api.MapAccountsApi();
        api.MapAccessApi();
        api.MapAuditApi();
        api.MapFlowsApi();
        api.MapFlowSharingApi();
        api.MapTemplatesApi();
        api.MapNodeTypesApi();
        api.MapFlowRunsApi();
        api.MapFlowRecordingApi();
        api.MapRunsApi();
        api.MapConnectionsApi();
        api.MapToolServersApi();
        api.MapVersionsApi();
        api.MapEndpointsApi();
        api.MapOwnChatApi();
        api.MapSchedulesApi();
        api.MapWebhooksApi();
        api.MapTargetsApi();
        api.MapKeysApi();
        api.MapKnowledgeApi();
        api.MapMemoryApi();
        api.MapKnowledgeDocumentsApi();
        api.MapKnowledgeReviewApi();
        api.MapBackupsApi();
        routes.MapMcp();
        routes.MapOpenApi().Needs(AccountRole.Viewer);
    }
}
