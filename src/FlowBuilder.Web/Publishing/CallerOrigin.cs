using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;
using Microsoft.Net.Http.Headers;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Publishing;

/// <summary>Which sites' pages may call an endpoint: this program's own, and those that a public endpoint names.</summary>
/// <remarks>Programs send no Origin and pass: what guards an endpoint is its key, or its limits while it is public.</remarks>
internal static class CallerOrigin
{
    // The wildcard is for what clients add of their own; browsers leave Authorization out of it, and old ones know no wildcard.
    private const string AllowedHeaders = "*, accept, authorization, content-type, idempotency-key, last-event-id, prefer, x-api-key, x-session-id";
    private const string ExposedHeaders = "flowbuilder-run, location, preference-applied, retry-after, x-request-id, x-should-retry";

    /// <summary>The request comes from a page of a site that may not call the endpoint.</summary>
    public static ApiProblem Refusal => new(StatusCodes.Status403Forbidden, "origin.not-allowed", LocalText.Of(
        "Pages of this site may not call the endpoint. Its owner can allow the site while the endpoint is public.",
        "이 사이트의 페이지에서는 엔드포인트를 호출할 수 없습니다. 엔드포인트가 공개되어 있으면 소유자가 사이트를 허용할 수 있습니다."));

    /// <summary>Whether a request comes from a site that may call the endpoint, or from no site at all.</summary>
    public static bool IsAllowed(HttpRequest request, Endpoint endpoint)
    {
        if (request.Headers.Origin.Count == 0) return true;
        var origin = request.Headers.Origin.ToString();
        return IsNamed(origin, endpoint)
            || Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Tells the browser that the page may read the answer, also one that is a problem, where its site is named.</summary>
    /// <param name="request">The request.</param>
    /// <param name="endpoints">The endpoint that is called; where it is not known yet, all that may be: one that names the site is enough.</param>
    public static void Allow(HttpRequest request, params IReadOnlyList<Endpoint> endpoints)
    {
        var origin = request.Headers.Origin.ToString();
        var isNamed = endpoints.Any(endpoint => IsNamed(origin, endpoint));

        // At the end, because the exception handler starts an answer anew and clears what was set before.
        request.HttpContext.Response.OnStarting(() =>
        {
            var headers = request.HttpContext.Response.Headers;
            if (!headers.Vary.Contains(HeaderNames.Origin)) headers.Append(HeaderNames.Vary, HeaderNames.Origin);
            if (!isNamed) return Task.CompletedTask;
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlExposeHeaders = ExposedHeaders;
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            return Task.CompletedTask;
        });
    }

    /// <summary>Answers a browser that asks whether a page may call.</summary>
    /// <param name="request">The request.</param>
    /// <param name="endpoints">As for <see cref="Allow"/>: a browser asks before it sends what says which endpoint it calls.</param>
    public static IResult Preflight(HttpRequest request, params IReadOnlyList<Endpoint> endpoints)
    {
        var origin = request.Headers.Origin.ToString();
        if (endpoints.FirstOrDefault(endpoint => endpoint.IsEnabled && IsNamed(origin, endpoint)) is not { } named) return Refusal;
        Allow(request, named);
        var headers = request.HttpContext.Response.Headers;
        headers.AccessControlAllowMethods = "POST, GET";
        headers.AccessControlAllowHeaders = AllowedHeaders;
        headers.AccessControlMaxAge = "600";
        return TypedResults.NoContent();
    }

    private static bool IsNamed(string origin, Endpoint endpoint) =>
        endpoint.IsPublic && endpoint.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
