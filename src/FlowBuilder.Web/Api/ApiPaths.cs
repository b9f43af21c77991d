namespace FlowBuilder.Web.Api;

/// <summary>Where the API lives.</summary>
internal static class ApiPaths
{
    /// <summary>What every path of the management API begins with.</summary>
    public const string Root = "/api/v1";

    /// <summary>Whether a request is one of the API's, or means to be.</summary>
    public static bool Covers(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    /// <summary>The path of a flow.</summary>
    public static string Flow(string id) => $"{Root}/flows/{Uri.EscapeDataString(id)}";

    /// <summary>The path of a run.</summary>
    public static string Run(string id) => $"{Root}/runs/{Uri.EscapeDataString(id)}";

    /// <summary>The path of a connection.</summary>
    public static string Connection(string name) => $"{Root}/connections/{Uri.EscapeDataString(name)}";
}
