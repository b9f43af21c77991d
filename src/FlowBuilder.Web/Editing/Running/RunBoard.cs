using System.Collections.Immutable;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Web.Editing.Running;

/// <summary>What is known of a flow's nodes from the runs that were started while it is open: a run of a part leaves the rest as it was.</summary>
/// <remarks>Shared by all windows on the flow. Thread-safe.</remarks>
internal sealed class RunBoard
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, KeptResult> _kept = ImmutableDictionary<string, KeptResult>.Empty;
    private ImmutableDictionary<NodeId, string> _lineage = ImmutableDictionary<NodeId, string>.Empty;
    private Func<RunSnapshot>? _latest;
    private FlowRun? _run;

    /// <summary>Takes a run that is about to be shown.</summary>
    /// <param name="run">The run.</param>
    /// <param name="lineage">What its nodes' outputs depend on.</param>
    /// <param name="isPartial">Whether nodes that it leaves out keep what they had.</param>
    public void Begin(FlowRun run, ImmutableDictionary<NodeId, string> lineage, bool isPartial)
    {
        lock (_gate)
        {
            _kept = isPartial ? Merge() : ImmutableDictionary<string, KeptResult>.Empty;
            (_run, _latest, _lineage) = (run, () => RunSnapshot.Of(run.Journal.ToList()), lineage);
        }
    }

    /// <summary>Takes a run of the whole flow that is about to be shown, unless it was taken already.</summary>
    public void Begin(FlowRun run)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_run, run)) Begin(run, ImmutableDictionary<NodeId, string>.Empty, isPartial: false);
        }
    }

    /// <summary>Takes a run that ended before the flow was opened.</summary>
    /// <param name="run">The run.</param>
    /// <param name="lineage">What its nodes' outputs depend on; empty where the flow was changed since.</param>
    public void Recall(RunSnapshot run, ImmutableDictionary<NodeId, string> lineage)
    {
        lock (_gate)
        {
            if (_latest is not null) return;
            (_latest, _lineage) = (() => run, lineage);
        }
    }

    /// <summary>A state of the latest run, with what nodes had before that it leaves out or takes as they are.</summary>
    public RunSnapshot Complete(RunSnapshot run)
    {
        ImmutableDictionary<string, KeptResult> kept;
        lock (_gate) kept = _kept;
        if (kept.IsEmpty || run.Seq == 0) return run;
        var nodes = kept.ToImmutableDictionary(node => node.Key, node => node.Value.Run);
        return run with { Nodes = nodes.SetItems(run.Nodes.Where(node => !(node.Value.Origin == ResultOrigin.EarlierRun && kept.ContainsKey(node.Key)))) };
    }

    /// <summary>What nodes gave that a run may take as known, since nothing that it depends on has changed.</summary>
    /// <param name="lineage">What the nodes' outputs depend on now.</param>
    public ImmutableDictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>> Known(ImmutableDictionary<NodeId, string> lineage)
    {
        ImmutableDictionary<string, KeptResult> all;
        lock (_gate) all = Merge();
        return all
            .Where(node => node.Value.Run.Status == NodeStatus.Completed
                && node.Value.Lineage is { } name && lineage.GetValueOrDefault(new NodeId(node.Key)) == name)
            .ToImmutableDictionary(node => new NodeId(node.Key), node => node.Value.Run.Outputs);
    }

    private ImmutableDictionary<string, KeptResult> Merge()
    {
        var kept = _kept.ToBuilder();
        foreach (var (id, node) in _latest?.Invoke().Nodes ?? [])
        {
            if (node.Status is not (NodeStatus.Completed or NodeStatus.Failed or NodeStatus.Skipped)) continue;
            if (node.Origin == ResultOrigin.EarlierRun && kept.ContainsKey(id)) continue;

            // Its place in that run says nothing of the next.
            kept[id] = new KeptResult(node with { Order = 0 }, _lineage.GetValueOrDefault(new NodeId(id)));
        }

        return kept.ToImmutable();
    }
}
