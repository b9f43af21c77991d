using System.Collections.Immutable;
using FlowBuilder.Core.Publishing;

namespace FlowBuilder.Web.Publishing;

/// <summary>A split of calls among versions while a person edits it: it makes 100 per cent at any time.</summary>
/// <param name="Shares">Version and per cent, newest version first.</param>
internal sealed record TrafficDraft(ImmutableArray<KeyValuePair<int, int>> Shares)
{
    private const int Whole = 100;

    /// <summary>Begins with how the calls are divided now.</summary>
    public static TrafficDraft Of(TrafficSplit split) => new([.. split.Shares.Reverse()]);

    /// <summary>The per cent of a version; 0 for one that is not in it.</summary>
    public int ShareOf(int version) => Shares.FirstOrDefault(share => share.Key == version).Value;

    /// <summary>The draft with a further version, which begins with a tenth of the calls.</summary>
    public TrafficDraft With(int version) => Shares.Any(share => share.Key == version)
        ? this
        : new TrafficDraft([.. Shares.Append(KeyValuePair.Create(version, 0)).OrderByDescending(share => share.Key)]).Set(version, Whole / 10);

    /// <summary>The draft without a version, whose calls go to the others; the last one stays.</summary>
    public TrafficDraft Without(int version) => Shares.Length < 2 || !Shares.Any(share => share.Key == version)
        ? this
        : new TrafficDraft(Shares.RemoveAll(share => share.Key == version)).Fill();

    /// <summary>The draft with another per cent for one version; the others give or take in proportion to what they have.</summary>
    /// <param name="version">One of its versions.</param>
    /// <param name="percent">0 to 100; beyond that the nearest.</param>
    public TrafficDraft Set(int version, int percent)
    {
        if (Shares.Length < 2) return this;
        var kept = Math.Clamp(percent, 0, Whole);
        var others = new TrafficDraft(Shares.RemoveAll(share => share.Key == version)).Fill(Whole - kept);
        return new TrafficDraft([.. Shares.Select(share => KeyValuePair.Create(share.Key, share.Key == version ? kept : others.ShareOf(share.Key)))]);
    }

    // By largest remainders (Hamilton's method), so that whole numbers make exactly the total; ties go to the newest version.
    private TrafficDraft Fill(int total = Whole)
    {
        var sum = Shares.Sum(share => share.Value);
        var parts = Shares.Select(share => (share.Key, Exact: sum == 0 ? (double)total / Shares.Length : (double)share.Value * total / sum)).ToList();
        var left = total - parts.Sum(part => (int)part.Exact);
        var raised = parts.OrderByDescending(part => part.Exact - (int)part.Exact).ThenByDescending(part => part.Key).Take(left).Select(part => part.Key).ToHashSet();
        return new TrafficDraft([.. parts.Select(part => KeyValuePair.Create(part.Key, (int)part.Exact + (raised.Contains(part.Key) ? 1 : 0)))]);
    }
}
