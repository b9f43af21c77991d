using System.Collections.Immutable;

namespace FlowBuilder.Core.Http;

/// <summary>Which hosts inside this machine and its network the operator opens for requests from flows.</summary>
public sealed record OutboundRules
{
    /// <summary>The most redirects that one request follows.</summary>
    public const int MaxRedirects = 5;

    /// <summary>Hosts that may be reached though their address is private: <c>host</c>, <c>host:port</c> or <c>*.example.com</c>.</summary>
    /// <value>None by default: a flow reaches public addresses only.</value>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether a host is open whatever its address.</summary>
    /// <param name="host">Host name or IP address, without brackets.</param>
    /// <param name="port">Port.</param>
    public bool Allows(string host, int port)
    {
        foreach (var allowed in AllowedHosts)
        {
            var name = allowed;
            if (allowed.LastIndexOf(':') is > 0 and var colon
                && int.TryParse(allowed.AsSpan(colon + 1), out var allowedPort)
                && (allowed.IndexOf(':', StringComparison.Ordinal) == colon || allowed[colon - 1] == ']'))
            {
                if (allowedPort != port) continue;
                name = allowed[..colon];
            }

            name = name.Trim('[', ']');
            if (name.Equals(host, StringComparison.OrdinalIgnoreCase)) return true;
            if (name.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
