using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Hosting.Security;

/// <summary>Refuses what another site's page asks for: changes, and the opening of live connections.</summary>
/// <remarks>
/// Browsers send <c>Origin</c> with both, and pages cannot forge it. Programs send none and pass: they hold no cookie of
/// anybody's. A WebSocket is a GET that no cross-origin rule of the browser guards, so it is checked like a change.
/// </remarks>
internal sealed class OriginCheck(RequestDelegate next, HostSettings settings)
{
    private readonly HashSet<string> _allowed = new(
        settings.Security.AllowedOrigins.Select(origin => origin.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context) =>
        IsHarmless(context.Request) || IsOwn(context.Request) || IsAskedElsewhere(context.Request) ? next(context) : Refusal.ExecuteAsync(context);

    private static ApiProblem Refusal => new(StatusCodes.Status403Forbidden, "origin.not-allowed", LocalText.Of(
        "The request comes from a page of another site and is refused. Its operator can allow a site with Security:AllowedOrigins.",
        "다른 사이트의 페이지에서 온 요청이라 거부했습니다. 운영자가 Security:AllowedOrigins에서 사이트를 허용할 수 있습니다."));

    private static bool IsHarmless(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && !request.HttpContext.WebSockets.IsWebSocketRequest
        && !request.Headers.Upgrade.Contains("websocket", StringComparer.OrdinalIgnoreCase);

    // An endpoint has origins of its own, which it checks itself; it takes nothing from this program's cookies.
    private static bool IsAskedElsewhere(HttpRequest request) => HttpMethods.IsPost(request.Method) && ApiPaths.IsCall(request.Path);

    private bool IsOwn(HttpRequest request)
    {
        if (request.Headers.Origin.Count == 0) return true;
        var origin = request.Headers.Origin.ToString();
        if (_allowed.Contains(origin)) return true;

        // The scheme may differ behind a proxy that ends TLS; host and port may not.
        return Uri.TryCreate(origin, UriKind.Absolute, out var address)
            && address.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
