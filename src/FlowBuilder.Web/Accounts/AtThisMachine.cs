using System.Net;

namespace FlowBuilder.Web.Accounts;

/// <summary>Says whether a request comes from whoever sits at this machine.</summary>
internal static class AtThisMachine
{
    // What proxies add. One of them on this machine connects from its loopback address, whoever it works for.
    private static readonly string[] OfProxies = ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"];

    /// <summary>Whether it does: by a loopback address, to a loopback name, and not passed on by a proxy.</summary>
    public static bool Sent(HttpRequest request) =>
        IsLocal(request.HttpContext.Connection) && IsLocal(request.Host.Host) && !OfProxies.Any(request.Headers.ContainsKey);

    // A connection without an address is one within the machine.
    private static bool IsLocal(ConnectionInfo connection) => connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
