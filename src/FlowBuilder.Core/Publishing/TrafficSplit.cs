using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace FlowBuilder.Core.Publishing;

/// <summary>Which versions of a flow an endpoint answers with, and how often each: whole per cents that make 100.</summary>
public sealed class TrafficSplit
{
    private TrafficSplit(ImmutableSortedDictionary<int, int> shares) => Shares = shares;

    /// <summary>Version → per cent, 1 to 100, 100 in all.</summary>
    public ImmutableSortedDictionary<int, int> Shares { get; }

    /// <summary>The version that most calls get; of equal shares the newest.</summary>
    public int MostCalled => Shares.MaxBy(share => (share.Value, share.Key)).Key;

    /// <summary>Everything to one version.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static TrafficSplit All(int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        return new TrafficSplit(ImmutableSortedDictionary<int, int>.Empty.Add(version, 100));
    }

    /// <summary>The split of these shares; null where they are not whole per cents of versions that make 100.</summary>
    /// <param name="shares">Version → per cent; versions with 0 are left out.</param>
    public static TrafficSplit? TryOf(IEnumerable<KeyValuePair<int, int>> shares)
    {
        var kept = ImmutableSortedDictionary.CreateBuilder<int, int>();
        foreach (var (version, share) in shares)
        {
            if (version < 1 || share is < 0 or > 100 || kept.ContainsKey(version)) return null;
            if (share > 0) kept[version] = share;
        }

        return kept.Values.Sum() == 100 ? new TrafficSplit(kept.ToImmutable()) : null;
    }

    /// <summary>The version that answers a call.</summary>
    /// <param name="slug">The endpoint, so that one session does not fall to the same side everywhere.</param>
    /// <param name="session">The caller's session: it keeps its version while the split stays. Null chooses by lot.</param>
    public int VersionFor(string slug, string? session)
    {
        if (Shares.Count == 1) return Shares.Keys.First();
        var place = session is null ? Random.Shared.Next(100) : PlaceOf(slug, session);
        foreach (var (version, share) in Shares)
        {
            if (place < share) return version;
            place -= share;
        }

        return Shares.Keys.Last();
    }

    private static int PlaceOf(string slug, string session)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{slug}\n{session}"));
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % 100);
    }
}
