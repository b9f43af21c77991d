namespace FlowBuilder.Core.Estimating;

/// <summary>Remembers nothing: for a host that keeps no runs.</summary>
public sealed class NoUsageHistory : IUsageHistory
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NodeUsage>> LatestAsync(
        string flowId, IReadOnlyDictionary<string, string> fingerprints, int most, CancellationToken cancellationToken) => new([]);
}
