using System.Text.Json.Nodes;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.NodeTypes;

/// <summary>What nodes there are.</summary>
internal static class NodeTypesApi
{
    /// <summary>Maps the call on node types.</summary>
    public static void MapNodeTypesApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/node-types", List).Needs(AccountRole.Viewer).WithTags("Node types")
            .WithSummary("Lists every node type: version, category, ports, settings schema, flags.")
            .WithDescription("Texts for people are objects of language code and sentence.")
            .Produces<JsonArray>(200, "application/json");

    private static FileContentHttpResult List(NodeTypeList types) => TypedResults.Bytes(types.Json, "application/json; charset=utf-8");
}
