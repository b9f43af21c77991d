using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Accounts;

/// <summary>How many passwords a minute are taken from an address: few for one name, more for all names together.</summary>
/// <remarks>By address, so that whoever guesses does not shut out the one whose account it is.</remarks>
internal sealed class SignInLimits : IDisposable
{
    private const int ForOneName = 10;
    private const int ForAllNames = 100;
    private const int NetworkBits = 64;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(string Address, string? Name)> _limiter = PartitionedRateLimiter.Create<(string Address, string? Name), (string, string?)>(
        attempt => RateLimitPartition.GetFixedWindowLimiter(
            attempt,
            static partition => new FixedWindowRateLimiterOptions { PermitLimit = partition.Item2 is null ? ForAllNames : ForOneName, Window = Window, QueueLimit = 0 }));

    /// <summary>Counts an attempt before the password is looked at.</summary>
    /// <exception cref="ApiException">There were too many this minute: 429.</exception>
    public void Take(IPAddress? address, string normalizedName)
    {
        var from = GroupOf(address);
        Take((from, null));
        Take((from, normalizedName));
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private void Take((string, string?) attempt)
    {
        using var lease = _limiter.AttemptAcquire(attempt);
        if (!lease.IsAcquired) throw new ApiException(AccountProblems.TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window));
    }

    // One household or machine holds a whole /64 of IPv6 addresses.
    private static string GroupOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes(), 0, NetworkBits / 8)
            : address.ToString();
    }
}
