using FlowBuilder.Core.Estimating;

namespace FlowBuilder.Nodes.Tests.Estimating;

/// <summary>Runs that a test makes up.</summary>
internal sealed class GivenHistory(params NodeUsage[] runs) : IUsageHistory
{
    public ValueTask<IReadOnlyList<NodeUsage>> LatestAsync(
        string flowId, IReadOnlyDictionary<string, string> fingerprints, int most, CancellationToken cancellationToken) =>
        new([.. runs.Where(run => fingerprints.GetValueOrDefault(run.Node) == run.Fingerprint).Take(most)]);
}
