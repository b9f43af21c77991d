using System.Net;

namespace FlowBuilder.Core.Http;

/// <summary>Makes the handlers under every HTTP client of the program: each connection is checked by <see cref="GuardedConnector"/>,
/// none follows a redirect by itself.</summary>
public static class GuardedHandler
{
    private const int MaxHeaderKilobytes = 32;

    /// <summary>Makes one.</summary>
    /// <param name="rules">The hosts that are open whatever their address.</param>
    /// <param name="reach">How far the way out leads.</param>
    /// <param name="resolve">Looks a host name up; by the machine's own name service where it is left out.</param>
    public static SocketsHttpHandler Create(OutboundRules rules, OutboundReach reach, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var connector = new GuardedConnector(rules, reach, resolve);
        return new SocketsHttpHandler
        {
            // A proxy looks hosts up by itself, past the check; for what an owner named, it is the owner's.
            UseProxy = reach == OutboundReach.Named,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken),
        };
    }
}
