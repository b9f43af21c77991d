using System.Text;
using System.Text.RegularExpressions;
using FlowBuilder.Web.Api.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Access;

/// <summary>Every route of the program but its static files, and how to ask it for what a stage has.</summary>
internal static partial class RouteList
{
    /// <summary>A route with one of its methods.</summary>
    /// <param name="Method">The method.</param>
    /// <param name="Pattern">The pattern, as it is mapped.</param>
    /// <param name="Need">What it says that it needs; null for nothing.</param>
    internal sealed record Route(string Method, string Pattern, AccessNeed? Need)
    {
        /// <summary>The path to ask for, with the values in place of the holes.</summary>
        public string PathWith(Func<string, string> valueOf) => Hole().Replace(Pattern, hole => valueOf(hole.Groups[1].Value)).TrimStart('/');

        /// <summary>A request that says nothing: an empty object where something can be said.</summary>
        public HttpRequestMessage RequestTo(string path) => new(new HttpMethod(Method), path)
        {
            Content = Method is "POST" or "PUT" or "PATCH" ? new StringContent("{}", Encoding.UTF8, "application/json") : null,
        };
    }

    public static IReadOnlyList<Route> Of(AccessStage stage) =>
    [
        .. from source in stage.Program.Services.GetServices<EndpointDataSource>()
           from endpoint in source.Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           let pattern = "/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/')
           orderby pattern, method
           select new Route(method, pattern, AccessCheck.NeedOf(endpoint)),
    ];

    /// <summary>What a hole of a pattern stands for on a stage.</summary>
    public static string ValueOf(AccessStage stage, string pattern, string hole) => hole switch
    {
        "slug" or "model" => AccessStage.Slug,
        "runId" => stage.Run,
        "number" => "1",
        "documentId" => AccessStage.Document,
        "name" => AccessStage.Connection,
        "id" when pattern.Contains("/accounts/", StringComparison.Ordinal) => stage.ViewerId,
        "id" when pattern.Contains("/keys/", StringComparison.Ordinal) => stage.KeyId,
        "id" when pattern.Contains("/knowledge/", StringComparison.Ordinal) => AccessStage.Base,
        "id" when pattern.Contains("/schedules/", StringComparison.Ordinal) => stage.Schedule,
        "id" when pattern.Contains("/hooks/", StringComparison.Ordinal) => stage.Webhook,
        "id" when pattern.Contains("/targets/", StringComparison.Ordinal) => stage.Target,
        "id" when pattern.Contains("/templates/", StringComparison.Ordinal) => "first-prompt",
        "id" or "Id" when pattern.Contains("flows/", StringComparison.Ordinal) => stage.Flow,
        "path" => "none.txt",
        _ => "none",
    };

    [GeneratedRegex(@"\{\**([A-Za-z]+)[^}]*\}")]
    private static partial Regex Hole();
}
