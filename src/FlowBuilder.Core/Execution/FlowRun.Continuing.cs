using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Execution;

/// <content>Going on with a run of an earlier life of the program, and being kept for a later one.</content>
public sealed partial class FlowRun
{
    private readonly HashSet<int> _replayed = [];
    private readonly IReadOnlySet<NodeId> _anew = ImmutableHashSet<NodeId>.Empty;
    private readonly bool _takesKept;

    /// <summary>Whether the program ended in good order before the run did: it goes on when the program is started again.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>What the kept journal tells of it and of the runs inside it; null where it begins.</summary>
    internal KeptRun? Kept { get; }

    /// <summary>How far the journal is on disk; null where it is not kept.</summary>
    internal RunKeeping? Keeping { get; set; }

    /// <summary>Whether nothing of it is at work: all that is under way waits for people.</summary>
    internal bool IsResting => OpenQuestions is { IsEmpty: false } open
        && Volatile.Read(ref _running) <= open.Select(question => question.Node.Split('/', '[')[0]).Distinct().Count();

    /// <summary>The nodes of a flow that must run again though they had ended, for what they leave in the memory of a run, with all below them.</summary>
    internal static HashSet<NodeId> BegunAnew(Flow flow, FlowPlan plan, KeptRun kept) =>
    [
        .. plan.Nodes.Where(node => node.Type.IsRunBound && kept.Find(node.Id.Value) is not null)
            .SelectMany(node => PartialRun.Below(flow, node.Id)),
    ];

    /// <summary>Waits until all that happened is on disk, so that what follows cannot be forgotten.</summary>
    /// <exception cref="Faults.NodeException">It cannot be written.</exception>
    public ValueTask KeepAsync(CancellationToken cancellationToken) =>
        (Place is null ? Keeping : Root.Keeping) is { } keeping ? keeping.KeepAsync(Journal.LastAppended, cancellationToken) : default;

    /// <summary>How far a node had come in an earlier life; null where it had not begun, or begins anew.</summary>
    internal KeptNode? KeptOf(PlanNode node) => _takesKept && !_anew.Contains(node.Id) ? Kept!.Find(PathOf(node)) : null;

    /// <summary>What a node gave in an earlier life in which it did not end: that stays given.</summary>
    internal ImmutableArray<KeyValuePair<string, PortValue>> GivenBefore(PlanNode node) =>
        KeptOf(node) is { End: null or NodeCancelled } kept ? kept.Outputs.RemoveAll(output => output.Value.Type == PortType.Tool) : [];

    /// <summary>Whether a node may have changed something outside when the program ended, and is not to do so again.</summary>
    internal bool IsInterrupted(PlanNode node) =>
        node.Policy.OnInterrupted == InterruptionPolicy.Fail
        && KeptOf(node) is { End: null or NodeCancelled }
        && (node.Type.HasSideEffects || Kept!.HasChanged(PathOf(node)));

    /// <summary>Takes no event any more and stops: what is kept of it is what it goes on from. Does nothing where it has ended.</summary>
    internal async Task SuspendAsync()
    {
        if (Journal.HasFinal) return;
        IsSuspended = true;
        Journal.Close();
        try
        {
            await KeepAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Faults.NodeException)
        {
            // It goes on from what could be written.
        }

        Cancel();
    }

    private FlowRun Root => Place?.Outer.Root ?? this;

    private double DurationMs => _time.GetElapsedTime(_startedAt).TotalMilliseconds
        + (Place is null && Kept is { Events: [var first, .., var last] } ? (last.Time - first.Time).TotalMilliseconds : 0);

    private bool MatchesKept() => Kept is not null && !_plan.Nodes.Any(node => node.Type.IsRunBound) && Request.Seeds.All(seed =>
        Kept.Find($"{Place!.Path}/{seed.Key.Value}") is not { End: not null } kept || IsSame(kept.Outputs, seed.Value));

    private static bool IsSame(ImmutableArray<KeyValuePair<string, PortValue>> kept, ImmutableArray<KeyValuePair<string, PortValue>> given) =>
        kept.Length == given.Length && kept.Zip(given).All(pair =>
            pair.First.Key == pair.Second.Key
            && JsonElement.DeepEquals(PortValueJson.Write(pair.First.Value.Value), PortValueJson.Write(pair.Second.Value.Value)));

    // Nodes that have ended neither start nor are they skipped, whatever the others bring; so all are known before the first gives.
    private void TakeKept()
    {
        if (!_takesKept) return;
        var kept = (from node in _plan.Nodes let before = KeptOf(node) where before is not null select (Node: node, Before: before)).ToList();
        var isStopping = kept.Exists(node => node.Before.End is NodeFailed { Policy: ErrorPolicy.Stop } || (Place is null && node.Before.End is NodeCancelled));
        foreach (var (node, before) in kept)
        {
            if (IsDone(before, isStopping) && _replayed.Add(node.Index)) _scheduler.Know(node.Index);
        }

        foreach (var (node, before) in kept)
        {
            if (_replayed.Contains(node.Index)) Replay(node, before, isStopping);
            else foreach (var (port, value) in GivenBefore(node)) ReplayOutput(node, port, value);
        }

        if (!isStopping) return;
        _wasStopped = true;
        Cancel();
    }

    private static bool IsDone(KeptNode node, bool isStopping) => node.End switch
    {
        null => false,
        NodeCancelled => isStopping,
        _ => isStopping || !node.GaveTools,
    };

    private void Replay(PlanNode node, KeptNode before, bool isStopping)
    {
        foreach (var (port, value) in before.Outputs) ReplayOutput(node, port, value);
        if (Place is null && before.Usage is { } used) _usage = _usage is null ? used : _usage + used;
        if (before.End is NodeFailed { Policy: ErrorPolicy.Stop } failed && _fault is null)
        {
            (_fault, _faultNode) = (failed.Fault, failed.Node);
            FaultTitle ??= TitleOf(node);
        }

        var status = before.End switch
        {
            NodeCompleted => NodeStatus.Completed,
            NodeFailed => NodeStatus.Failed,
            NodeSkipped => NodeStatus.Skipped,
            _ => NodeStatus.Cancelled,
        };
        if (isStopping)
        {
            _scheduler.NodeStopped(node.Index, status);
            return;
        }

        _scheduler.NodeEnded(node.Index, status);
        GiveSeedsAfter(node.Index);
    }

    private void ReplayOutput(PlanNode node, string id, PortValue value)
    {
        var port = node.OutputIndex(id);
        if (port >= 0) TakeOutput(node, port, value.Value);
    }
}
