namespace FlowBuilder.Web.Api;

/// <summary>Where the API lives.</summary>
internal static class ApiPaths
{
    /// <summary>What every path of the management API begins with.</summary>
    public const string Root = "/api/v1";

    /// <summary>Where the MCP server is.</summary>
    public const string Mcp = "/mcp";

    /// <summary>Where whoever works at the program calls its endpoints, within the management API.</summary>
    public const string OwnEndpoint = "/endpoints/{slug}/try";

    // What the chat bubble and the chat page are made of.
    private static readonly PathString[] ChatFiles = ["/embed.js", "/js/embed", "/css/chatpage.css", "/icons", "/favicon.svg"];

    /// <summary>Whether a request is one of the API's, or means to be.</summary>
    public static bool Covers(HttpContext context) => context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments(Mcp);

    /// <summary>The path of a flow.</summary>
    public static string Flow(string id) => $"{Root}/flows/{Uri.EscapeDataString(id)}";

    /// <summary>The path of a run.</summary>
    public static string Run(string id) => $"{Root}/runs/{Uri.EscapeDataString(id)}";

    /// <summary>The path of an endpoint.</summary>
    public static string Endpoint(string slug) => $"{Root}/endpoints/{Uri.EscapeDataString(slug)}";

    /// <summary>The path of a schedule of an endpoint.</summary>
    public static string Schedule(string slug, string id) => $"{Endpoint(slug)}/schedules/{Uri.EscapeDataString(id)}";

    /// <summary>The path of a run that answers for an endpoint, for the endpoint's callers.</summary>
    public static string EndpointRun(string slug, string id) => $"{Endpoint(slug)}/runs/{Uri.EscapeDataString(id)}";

    /// <summary>The path of a knowledge base.</summary>
    public static string Knowledge(string id) => $"{Root}/knowledge/{Uri.EscapeDataString(id)}";

    /// <summary>The path of a backup.</summary>
    public static string Backup(string name) => $"{Root}/backups/{Uri.EscapeDataString(name)}";

    /// <summary>The path of a webhook, for its senders.</summary>
    public static string Hook(string id) => $"{Root}/hooks/{Uri.EscapeDataString(id)}";

    /// <summary>Whether a POST to the path calls a published flow, in any protocol: the endpoint itself says which sites may.</summary>
    public static bool IsCall(PathString path) =>
        path.StartsWithSegments($"{Root}/endpoints", out var rest) && SegmentsOf(rest) is [_] or [_, "runs", _, ..] or [_, "chat"]
        || path.StartsWithSegments($"{Root}/run", out rest) && SegmentsOf(rest) is [_]
        || path.StartsWithSegments($"{Root}/prediction", out rest) && SegmentsOf(rest) is [_]
        || path.StartsWithSegments("/v1");

    /// <summary>Whether a request is of those that callers of published flows make: calls in any protocol, chat pages, health.</summary>
    public static bool IsForCallers(HttpRequest request)
    {
        var path = request.Path;
        if (path.StartsWithSegments($"{Root}/endpoints", out var rest))
        {
            return SegmentsOf(rest) switch
            {
                [_] => HttpMethods.IsPost(request.Method) || HttpMethods.IsOptions(request.Method),
                [_, "openapi.json"] => HttpMethods.IsGet(request.Method) || HttpMethods.IsOptions(request.Method),
                [_, "runs", _, ..] or [_, "chat", ..] => true,
                _ => false,
            };
        }

        if (path.StartsWithSegments($"{Root}/hooks", out rest)) return HttpMethods.IsPost(request.Method) && SegmentsOf(rest) is [_];
        return IsCall(path)
            || path.StartsWithSegments($"{Root}/chatflows-streaming")
            || path.StartsWithSegments(Mcp)
            || path.StartsWithSegments("/chat")
            || path.StartsWithSegments("/health")
            || ChatFiles.Any(file => path.StartsWithSegments(file));
    }

    /// <summary>The path of a connection.</summary>
    public static string Connection(string name) => $"{Root}/connections/{Uri.EscapeDataString(name)}";

    /// <summary>The path of a tool server.</summary>
    public static string ToolServer(string name) => $"{Root}/tool-servers/{Uri.EscapeDataString(name)}";

    // Addresses are read without regard to case, so what is decided by them is too.
    private static string[] SegmentsOf(PathString path) => (path.Value ?? "").ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
}
