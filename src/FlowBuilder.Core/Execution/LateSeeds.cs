using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Execution;

/// <summary>Known outputs that are given only when other nodes have ended, because what follows reads what those leave in the run's memory.</summary>
/// <remarks>State of one run's scheduling; one thread.</remarks>
internal sealed class LateSeeds
{
    private readonly Dictionary<int, HashSet<int>> _awaited = [];

    public LateSeeds(FlowPlan plan, RunRequest request)
    {
        if (request.SeedsAfter.Count == 0) return;
        var indices = plan.Nodes.ToDictionary(node => node.Id, node => node.Index);
        foreach (var (seed, after) in request.SeedsAfter)
        {
            var awaited = after.Where(indices.ContainsKey).Select(id => indices[id]).ToHashSet();
            if (indices.TryGetValue(seed, out var index) && awaited.Count > 0) _awaited[index] = awaited;
        }
    }

    /// <summary>For each seed the nodes that leave something in the run's memory, run, and lie above it.</summary>
    /// <param name="flow">The whole flow.</param>
    /// <param name="seeds">Nodes whose outputs are known.</param>
    /// <param name="runBound">Nodes whose outputs mean something in their own run only.</param>
    public static IReadOnlyDictionary<NodeId, IReadOnlySet<NodeId>> Of(Flow flow, IEnumerable<NodeId> seeds, IReadOnlySet<NodeId> runBound)
    {
        var known = seeds.ToHashSet();
        var late = new Dictionary<NodeId, IReadOnlySet<NodeId>>();
        var awaited = runBound.Except(known).ToHashSet();
        if (awaited.Count == 0) return late;
        foreach (var seed in known)
        {
            var above = PartialRun.Above(flow, [seed]).Where(awaited.Contains).ToHashSet();
            if (above.Count > 0) late[seed] = above;
        }

        return late;
    }

    /// <summary>Whether a node's outputs wait.</summary>
    public bool Contains(int node) => _awaited.ContainsKey(node);

    /// <summary>A node has ended or was skipped: those whose outputs need wait no longer.</summary>
    public IReadOnlyList<int> AfterEndOf(int node)
    {
        if (_awaited.Count == 0) return [];
        List<int> ready = [.. _awaited.Where(late => late.Value.Remove(node) && late.Value.Count == 0).Select(late => late.Key)];
        foreach (var seed in ready) _awaited.Remove(seed);
        return ready;
    }
}
