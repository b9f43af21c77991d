using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace FlowBuilder.Web.Hosting.Security;

/// <summary>Takes the word of known proxies on who calls and by which scheme.</summary>
internal static class ProxyHeaders
{
    /// <summary>Reads what known proxies say of a request, before anything else looks at it; does nothing where none is known.</summary>
    /// <remarks>
    /// The host stays as it was sent, because the checks of hosts and sites go by it: a proxy passes it on. Addresses are
    /// read from the last on, as far as each was written by a known proxy: what a caller puts in front counts for nothing.
    /// </remarks>
    public static void UseProxyHeaders(this IApplicationBuilder app, SecuritySettings settings)
    {
        if (settings.KnownProxies.Count == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.KnownProxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }
}
