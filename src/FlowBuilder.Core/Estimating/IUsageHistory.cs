namespace FlowBuilder.Core.Estimating;

/// <summary>Knows what nodes used in runs that have ended.</summary>
public interface IUsageHistory
{
    /// <summary>What nodes used in the latest runs of a flow in which they did just what they do now.</summary>
    /// <param name="flowId">The stored flow.</param>
    /// <param name="fingerprints">By node, its <see cref="NodeFingerprint"/>.</param>
    /// <param name="most">The most runs for each node.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<NodeUsage>> LatestAsync(
        string flowId, IReadOnlyDictionary<string, string> fingerprints, int most, CancellationToken cancellationToken);
}
