using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace FlowBuilder.Core.Http;

/// <summary>Knows which IP addresses may be reached.</summary>
/// <remarks>The ranges are those of the IANA special-purpose address registries (RFC 6890 and its updates).</remarks>
public static class AddressGuard
{
    // Where a cloud tells its machines their credentials, and neighbours on the same wire.
    private static readonly ImmutableArray<IPNetwork> Metadata = Networks(
        "169.254.0.0/16", "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32", "fe80::/10", "fd00:ec2::/32", "fd20:ce::/32");

    private static readonly ImmutableArray<IPNetwork> Inside =
    [
        .. Metadata,
        .. Networks(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fec0::/10", "ff00::/8"),
    ];

    /// <summary>Whether an address may be reached.</summary>
    /// <param name="address">The address.</param>
    /// <param name="reach">How far the way out leads.</param>
    public static bool Allows(IPAddress address, OutboundReach reach)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        foreach (var network in reach == OutboundReach.Public ? Inside : Metadata)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address)) return false;
        }

        return EmbeddedOrNull(address) is not { } embedded || Allows(embedded, reach);
    }

    // The IPv4 address that an address of NAT64 (RFC 6052) or 6to4 (RFC 3056) leads to.
    private static IPAddress? EmbeddedOrNull(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        var bytes = address.GetAddressBytes();
        return bytes switch
        {
            [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, ..] => new IPAddress(bytes.AsSpan(12, 4)),
            [0x20, 0x02, ..] => new IPAddress(bytes.AsSpan(2, 4)),
            _ => null,
        };
    }

    private static ImmutableArray<IPNetwork> Networks(params ReadOnlySpan<string> networks)
    {
        var parsed = ImmutableArray.CreateBuilder<IPNetwork>(networks.Length);
        foreach (var network in networks) parsed.Add(IPNetwork.Parse(network));
        return parsed.MoveToImmutable();
    }
}
