using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Cache;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Execution;

/// <summary>What one node run has given so far, told to journal and scheduler as it is given.</summary>
/// <remarks>Used by one worker, one call after the other.</remarks>
internal sealed class NodeInvocation(FlowRun run, PlanNode node, TimeProvider time)
{
    private readonly PortState[] _ports = new PortState[node.Outputs.Length];
    private readonly string[] _before = [.. run.GivenBefore(node).Select(output => output.Key)];
    private long? _startedAt;

    public RunNodeContext Context { get; } = new(run, node, time);

    /// <summary>What becomes of a value before anyone sees it, and who is told each piece of a text; null where nothing is recorded.</summary>
    public NodeRecorder? Recorder { get; set; }

    /// <summary>Whether anything was given: the node can then no longer be tried again.</summary>
    public bool HasGiven { get; private set; }

    /// <summary>How long it has run, in milliseconds; 0 before it began.</summary>
    public double ElapsedMs => _startedAt is { } start ? time.GetElapsedTime(start).TotalMilliseconds : 0;

    /// <summary>The node has its place and begins.</summary>
    public void Begin()
    {
        _startedAt = time.GetTimestamp();
        run.Journal.Append(new NodeStarted { Node = run.PathOf(node) });
    }

    /// <summary>A try failed before anything was given: nothing of it remains.</summary>
    public void BeginAgain() => Array.Clear(_ports);

    /// <summary>A port gives its whole value.</summary>
    public ValueTask GiveAsync(string portId, object value)
    {
        if (WasGiven(portId)) return ValueTask.CompletedTask;
        if (Recorder is not null) value = Recorder.Recorded(value);
        var output = PortValue.Of(value);
        if (!PortValueJson.HasJsonForm(value)) throw NotFinite(portId);
        var port = Claim(portId);
        _ports[port].Given = value;
        run.Journal.Append(new NodeOutputGiven { Node = run.PathOf(node), Port = portId, Output = output });
        return run.ReportAsync(new NodeReport(NodeReportKind.PortGave, node.Index, port, value));
    }

    /// <summary>A text port gives the next piece of its text.</summary>
    public ValueTask AppendAsync(string portId, string chunk)
    {
        if (WasGiven(portId)) return ValueTask.CompletedTask;
        var port = IndexOf(portId);
        var whole = SurrogatePairs.Whole(ref _ports[port].HeldBack, chunk);
        if (whole.Length == 0)
        {
            // Nothing is given yet, so the node may be tried again; if no more comes, the port's text is the empty one.
            _ports[port].IsOpened = true;
            return ValueTask.CompletedTask;
        }

        return AppendWholeAsync(port, whole);
    }

    /// <summary>A port hands on a live text that another node makes: the same text, not a copy.</summary>
    public async ValueTask FollowAsync(string portId, LiveText text, CancellationToken cancellationToken)
    {
        if (WasGiven(portId)) return;
        var port = Claim(portId);
        _ports[port].Given = text;
        _ports[port].IsFollowed = true;
        await run.ReportAsync(new NodeReport(NodeReportKind.PortGave, node.Index, port, text)).ConfigureAwait(false);
        await foreach (var chunk in text.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (chunk.Length > 0) Tell(portId, chunk);
        }

        await EndTextAsync(port, await text.WholeAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>The node has ended: its texts are whole.</summary>
    public async ValueTask EndTextsAsync()
    {
        for (var port = 0; port < _ports.Length; port++)
        {
            if (_ports[port].HeldBack is not '\0' and var half) await AppendWholeAsync(port, half.ToString()).ConfigureAwait(false);
            _ports[port].HeldBack = '\0';
            if (_ports[port].Given is LiveText text) await EndTextAsync(port, text.Complete()).ConfigureAwait(false);
            else if (_ports[port] is { IsOpened: true, Given: null }) await GiveAsync(node.Outputs[port].Port.Id, "").ConfigureAwait(false);
        }
    }

    /// <summary>The node has failed: whoever reads its unfinished texts is told. A text handed on from another node is that node's to end.</summary>
    public void BreakTexts(Exception failure)
    {
        foreach (var port in _ports)
        {
            if (!port.IsFollowed) (port.Given as LiveText)?.Break(failure);
        }
    }

    /// <summary>Everything that was given, whole.</summary>
    public CachedResult ToCachedResult() => new(
        [.. node.Outputs.Zip(_ports).Where(pair => pair.Second.Given is not null).Select(pair => KeyValuePair.Create(pair.First.Port.Id, pair.Second.Given!))]);

    private ValueTask AppendWholeAsync(int port, string chunk)
    {
        var portId = node.Outputs[port].Port.Id;
        var isFirst = _ports[port].Given is null;
        if (isFirst) _ports[Claim(portId)].Given = new LiveText();
        if (_ports[port].Given is not LiveText text)
            throw new InvalidOperationException($"Port '{portId}' of '{node.Type.Id}' gave its whole value already.");
        Tell(portId, chunk);
        text.Append(chunk);
        return isFirst ? run.ReportAsync(new NodeReport(NodeReportKind.PortGave, node.Index, port, text)) : ValueTask.CompletedTask;
    }

    private void Tell(string portId, string chunk)
    {
        Recorder?.Heard(portId, chunk);
        if (!run.IsQuiet) run.Journal.Append(new NodeDelta { Node = run.PathOf(node), Port = portId, Text = chunk });
    }

    private ValueTask EndTextAsync(int port, string whole)
    {
        _ports[port].Given = whole;
        run.Journal.Append(new NodeOutputGiven
        {
            Node = run.PathOf(node),
            Port = node.Outputs[port].Port.Id,
            Output = new PortValue(PortType.Text, whole),
        });
        return run.ReportAsync(new NodeReport(NodeReportKind.TextEnded, node.Index, port, whole));
    }

    private int Claim(string portId)
    {
        var port = IndexOf(portId);
        if (_ports[port].Given is not null) throw new InvalidOperationException($"Port '{portId}' of '{node.Type.Id}' gave a value twice.");
        HasGiven = true;
        return port;
    }

    private int IndexOf(string portId)
    {
        var port = node.OutputIndex(portId);
        return port >= 0 ? port : throw new InvalidOperationException($"'{node.Type.Id}' has no output port '{portId}'.");
    }

    // What was given in an earlier life of the program stays as it was: others may have worked with it.
    private bool WasGiven(string portId) => Array.IndexOf(_before, portId) >= 0;

    private static NodeException NotFinite(string portId) => new("output.not-finite", LocalText.Of(
        $"The output \"{portId}\" came out as infinite or as no number at all, which nothing after it could use. Check the numbers that go in.",
        $"\"{portId}\" 출력이 무한대이거나 숫자가 아닌 값이어서 다음 노드에서 쓸 수 없습니다. 들어오는 숫자를 확인하세요."));

    private struct PortState
    {
        /// <summary>The whole value, or the text that is being made; null before.</summary>
        public object? Given;

        /// <summary>Whether the text is made by another node.</summary>
        public bool IsFollowed;

        /// <summary>Whether an empty piece was given.</summary>
        public bool IsOpened;

        /// <summary>The first half of a surrogate pair whose second half is to come; 0 for none.</summary>
        public char HeldBack;
    }
}
