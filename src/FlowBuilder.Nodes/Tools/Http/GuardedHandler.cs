using System.Net;
using FlowBuilder.Core.Http;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>Makes handlers whose every connection is checked by <see cref="GuardedConnector"/>; none follows a redirect by itself.</summary>
internal static class GuardedHandler
{
    private const int MaxHeaderKilobytes = 32;

    /// <summary>Makes one.</summary>
    /// <param name="rules">The hosts that are open though they are private.</param>
    /// <param name="resolve">Looks a host name up.</param>
    public static SocketsHttpHandler Create(OutboundRules rules, Func<string, CancellationToken, Task<IPAddress[]>> resolve) => new()
    {
        // A proxy would look the host up by itself, past the check.
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = new GuardedConnector(rules, resolve).ConnectAsync,
    };
}
