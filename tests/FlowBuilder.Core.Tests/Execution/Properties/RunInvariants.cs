using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>What holds of the events of every run, however it went.</summary>
internal sealed class RunInvariants(Flow flow, IReadOnlyList<RunEvent> events, int parallelNodes)
{
    public void Check()
    {
        NumbersHaveNoGaps();
        OneFinalEventIsTheLast();
        foreach (var node in flow.Nodes) NodeEndsOnceAndIsSilentAfterwards(node.Id.Value);
        foreach (var edge in flow.Edges) NothingStartsBeforeItsEdgeIsSettled(edge);
        NoMoreNodesAreUnderWayThanAllowed();
        PiecesMakeTheWholeText();
        OutcomeFitsWhatNodesDid();
    }

    private void NumbersHaveNoGaps() =>
        Assert.That(events.Select(runEvent => runEvent.Seq), Is.EqualTo(Enumerable.Range(1, events.Count).Select(seq => (long)seq)));

    private void OneFinalEventIsTheLast()
    {
        Assert.That(events[0], Is.InstanceOf<RunStarted>());
        Assert.That(events.Count(runEvent => runEvent.IsFinal), Is.EqualTo(1));
        Assert.That(events[^1].IsFinal, Is.True);
    }

    private void NodeEndsOnceAndIsSilentAfterwards(string node)
    {
        var own = events.OfType<NodeEvent>().Where(runEvent => runEvent.Node == node).ToList();
        Assert.That(own.Count(IsEnd), Is.EqualTo(1), $"{node} ends once");
        Assert.That(IsEnd(own[^1]), Is.True, $"{node} says nothing after its end");
        Assert.That(own.Count(runEvent => runEvent is NodeStarted), Is.LessThanOrEqualTo(1), $"{node} starts once");
        if (own.Count > 1) Assert.That(own[0], Is.InstanceOf<NodeStarted>(), $"{node} says nothing before its start");
        if (own[^1] is NodeSkipped) Assert.That(own, Has.Count.EqualTo(1), $"{node} was skipped");
    }

    private void NothingStartsBeforeItsEdgeIsSettled(FlowEdge edge)
    {
        var start = IndexOf(runEvent => runEvent is NodeStarted started && started.Node == edge.To.Node.Value);
        if (start < 0) return;
        var takesLive = flow.Find(edge.To.Node)!.Type is "play.reader" or "play.relay" or "play.hand-on" && edge.To.Port != "beside";
        var handsOn = flow.Find(edge.From.Node)!.Type == "play.hand-on";
        var settled = IndexOf(runEvent => runEvent is NodeEvent from && from.Node == edge.From.Node.Value && (
            IsEnd(from)
            || (from is NodeOutputGiven output && output.Port == edge.From.Port)
            || (takesLive && from is NodeDelta delta && delta.Port == edge.From.Port)
            || (takesLive && handsOn && from is NodeStarted)));
        Assert.That(settled, Is.InRange(0, start), $"{edge.From} is settled before {edge.To.Node} starts");
    }

    private void NoMoreNodesAreUnderWayThanAllowed()
    {
        var (underWay, most) = (new HashSet<string>(), 0);
        foreach (var runEvent in events.OfType<NodeEvent>())
        {
            if (runEvent is NodeStarted) underWay.Add(runEvent.Node);
            if (IsEnd(runEvent)) underWay.Remove(runEvent.Node);
            most = Math.Max(most, underWay.Count);
        }

        Assert.That(most, Is.LessThanOrEqualTo(parallelNodes));
    }

    private void PiecesMakeTheWholeText()
    {
        var pieces = events.OfType<NodeDelta>().ToLookup(delta => (delta.Node, delta.Port), delta => delta.Text);
        foreach (var output in events.OfType<NodeOutputGiven>())
        {
            if (!pieces.Contains((output.Node, output.Port))) continue;
            Assert.That(string.Concat(pieces[(output.Node, output.Port)]), Is.EqualTo(output.Output.Value), $"{output.Node}.{output.Port}");
        }

        foreach (var piece in pieces.SelectMany(port => port))
            Assert.That(piece.Length > 0 && !char.IsLowSurrogate(piece[0]) && !char.IsHighSurrogate(piece[^1]), Is.True, $"'{piece}' is a text of its own");
    }

    private void OutcomeFitsWhatNodesDid()
    {
        var stopped = events.OfType<NodeFailed>().FirstOrDefault(failed => failed.Policy == ErrorPolicy.Stop);
        switch (events[^1])
        {
            case RunCompleted:
                Assert.That(stopped, Is.Null);
                Assert.That(events, Has.None.InstanceOf<NodeCancelled>());
                break;
            case RunFailed failed:
                Assert.That(failed.Node, Is.EqualTo(stopped?.Node));
                break;
        }

        var snapshot = RunSnapshot.Of(events);
        Assert.That(snapshot.IsEnded, Is.True);
        Assert.That(snapshot.Nodes.Values.Select(node => node.Status), Has.None.EqualTo(NodeStatus.Pending).And.None.EqualTo(NodeStatus.Running));
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
