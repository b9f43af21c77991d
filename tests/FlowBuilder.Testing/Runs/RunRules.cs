using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Testing.Runs;

/// <summary>What holds of the events of every run, however it went.</summary>
public sealed class RunRules(Flow flow, IReadOnlyList<RunEvent> events)
{
    /// <summary>The most nodes that may be under way at once.</summary>
    public int ParallelNodes { get; init; } = int.MaxValue;

    /// <summary>Whether a wire's target starts when its text starts.</summary>
    public Func<FlowEdge, bool> TakesLive { get; init; } = _ => false;

    /// <summary>Whether a wire's source hands on a live text from its own start on.</summary>
    public Func<FlowEdge, bool> HandsOn { get; init; } = _ => false;

    /// <summary>Every rule that is broken, in words; none where all hold.</summary>
    public IReadOnlyList<string> Broken() =>
    [
        .. Numbers(), .. End(), .. flow.Nodes.SelectMany(node => NodeOf(node.Id.Value)), .. flow.Edges.SelectMany(EdgeOf), .. UnderWay(), .. Pieces(), .. Outcome(),
    ];

    private IEnumerable<string> Numbers()
    {
        if (!events.Select(runEvent => runEvent.Seq).SequenceEqual(Enumerable.Range(1, events.Count).Select(seq => (long)seq))) yield return "the numbers have a gap";
    }

    private IEnumerable<string> End()
    {
        if (events[0] is not RunStarted) yield return "the first event is not the start";
        if (events.Count(runEvent => runEvent.IsFinal) != 1) yield return $"{events.Count(runEvent => runEvent.IsFinal)} final events";
        if (!events[^1].IsFinal) yield return "the last event is not final";
    }

    private IEnumerable<string> NodeOf(string node)
    {
        var own = events.OfType<NodeEvent>().Where(runEvent => runEvent.Node == node).ToList();
        if (own.Count(IsEnd) != 1) yield return $"{node} ends {own.Count(IsEnd)} times";
        if (own.Count == 0) yield break;
        if (!IsEnd(own[^1])) yield return $"{node} says something after its end";
        if (own.Count(runEvent => runEvent is NodeStarted) > 1) yield return $"{node} starts more than once";
        if (own.Count > 1 && own[0] is not NodeStarted) yield return $"{node} says something before its start";
        if (own[^1] is NodeSkipped && own.Count > 1) yield return $"{node} was skipped and did something";
    }

    private IEnumerable<string> EdgeOf(FlowEdge edge)
    {
        var start = IndexOf(runEvent => runEvent is NodeStarted started && started.Node == edge.To.Node.Value);
        if (start < 0) yield break;
        var settled = IndexOf(runEvent => runEvent is NodeEvent from && from.Node == edge.From.Node.Value && (
            IsEnd(from)
            || (from is NodeOutputGiven output && output.Port == edge.From.Port)
            || (TakesLive(edge) && from is NodeDelta delta && delta.Port == edge.From.Port)
            || (TakesLive(edge) && HandsOn(edge) && from is NodeStarted)));
        if (settled < 0 || settled > start) yield return $"{edge.To.Node} starts before {edge.From} is settled";
    }

    private IEnumerable<string> UnderWay()
    {
        var (underWay, most) = (new HashSet<string>(), 0);
        foreach (var runEvent in events.OfType<NodeEvent>())
        {
            if (runEvent is NodeStarted) underWay.Add(runEvent.Node);
            if (IsEnd(runEvent)) underWay.Remove(runEvent.Node);
            most = Math.Max(most, underWay.Count);
        }

        if (most > ParallelNodes) yield return $"{most} nodes are under way at once";
    }

    private IEnumerable<string> Pieces()
    {
        var pieces = events.OfType<NodeDelta>().ToLookup(delta => (delta.Node, delta.Port), delta => delta.Text);
        foreach (var output in events.OfType<NodeOutputGiven>())
        {
            if (pieces.Contains((output.Node, output.Port)) && !string.Concat(pieces[(output.Node, output.Port)]).Equals(output.Output.Value))
                yield return $"the pieces of {output.Node}.{output.Port} are not its text";
        }

        foreach (var piece in pieces.SelectMany(port => port))
        {
            if (piece.Length == 0 || char.IsLowSurrogate(piece[0]) || char.IsHighSurrogate(piece[^1])) yield return $"'{piece}' is no text of its own";
        }
    }

    private IEnumerable<string> Outcome()
    {
        var stopped = events.OfType<NodeFailed>().FirstOrDefault(failed => failed.Policy == ErrorPolicy.Stop);
        if (events[^1] is RunCompleted && (stopped is not null || events.Any(runEvent => runEvent is NodeCancelled))) yield return "it completed although a node stopped it";
        if (events[^1] is RunFailed failed && failed.Node != stopped?.Node) yield return $"it failed at {failed.Node}, and {stopped?.Node} stopped it";
        var snapshot = RunSnapshot.Of(events);
        if (!snapshot.IsEnded) yield return "its snapshot has not ended";
        if (snapshot.Nodes.Values.Any(node => node.Status is NodeStatus.Pending or NodeStatus.Running)) yield return "its snapshot has nodes under way";
    }

    private int IndexOf(Func<RunEvent, bool> isIt)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (isIt(events[i])) return i;
        }

        return -1;
    }

    private static bool IsEnd(NodeEvent runEvent) => runEvent is NodeCompleted or NodeFailed or NodeSkipped or NodeCancelled;
}
