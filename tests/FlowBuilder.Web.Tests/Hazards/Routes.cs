using System.Text.RegularExpressions;
using FlowBuilder.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>Every way into the running program, so that a case holds for all of them and for those to come.</summary>
internal static partial class Routes
{
    /// <summary>Methods and paths, with <c>x</c> in place of what stands in braces.</summary>
    public static IReadOnlyList<(string Method, string Path)> Of(TestProgram program)
    {
        _ = program.Address;
        return
        [
            .. from source in program.Services.GetServices<EndpointDataSource>()
               from endpoint in source.Endpoints.OfType<RouteEndpoint>()
               from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
               select (method, Path: Hole().Replace(endpoint.RoutePattern.RawText ?? "", match => match.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x")) into route
               select (route.method, route.Path.TrimStart('/')),
        ];
    }

    /// <summary>Those that may change something.</summary>
    public static IEnumerable<(string Method, string Path)> ThatChange(TestProgram program) => Of(program).Where(route => route.Method is not ("GET" or "HEAD" or "OPTIONS")).Distinct();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}
