using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Cache;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Execution;

/// <summary>What one node run has given so far, told to journal and scheduler as it is given.</summary>
/// <remarks>Used by one worker, one call after the other.</remarks>
internal sealed class NodeInvocation(FlowRun run, PlanNode node, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();
    private readonly object?[] _given = new object?[node.Outputs.Length];
    private readonly bool[] _isFollowed = new bool[node.Outputs.Length];

    public RunNodeContext Context { get; } = new(run, node, time);

    /// <summary>Whether anything was given: the node can then no longer be tried again.</summary>
    public bool HasGiven { get; private set; }

    public double ElapsedMs => time.GetElapsedTime(_startedAt).TotalMilliseconds;

    /// <summary>A port gives its whole value.</summary>
    public ValueTask GiveAsync(string portId, object value)
    {
        var port = Claim(portId);
        _given[port] = value;
        run.Journal.Append(new NodeOutputGiven { Node = node.Id.Value, Port = portId, Output = PortValue.Of(value) });
        return run.ReportAsync(new NodeReport(NodeReportKind.PortGave, node.Index, port, value));
    }

    /// <summary>A text port gives the next piece of its text.</summary>
    public ValueTask AppendAsync(string portId, string chunk)
    {
        if (chunk.Length == 0) return ValueTask.CompletedTask;
        var port = IndexOf(portId);
        var isFirst = _given[port] is null;
        if (isFirst) _given[Claim(portId)] = new LiveText();
        if (_given[port] is not LiveText text)
            throw new InvalidOperationException($"Port '{portId}' of '{node.Type.Id}' gave its whole value already.");
        run.Journal.Append(new NodeDelta { Node = node.Id.Value, Port = portId, Text = chunk });
        text.Append(chunk);
        return isFirst ? run.ReportAsync(new NodeReport(NodeReportKind.PortGave, node.Index, port, text)) : ValueTask.CompletedTask;
    }

    /// <summary>A port hands on a live text that another node makes: the same text, not a copy.</summary>
    public async ValueTask FollowAsync(string portId, LiveText text, CancellationToken cancellationToken)
    {
        var port = Claim(portId);
        _given[port] = text;
        _isFollowed[port] = true;
        await run.ReportAsync(new NodeReport(NodeReportKind.PortGave, node.Index, port, text)).ConfigureAwait(false);
        await foreach (var chunk in text.ReadAsync(cancellationToken).ConfigureAwait(false))
            run.Journal.Append(new NodeDelta { Node = node.Id.Value, Port = portId, Text = chunk });
        await EndTextAsync(port, await text.WholeAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>The node has ended: its texts are whole.</summary>
    public async ValueTask EndTextsAsync()
    {
        for (var port = 0; port < _given.Length; port++)
        {
            if (_given[port] is LiveText text) await EndTextAsync(port, text.Complete()).ConfigureAwait(false);
        }
    }

    /// <summary>The node has failed: whoever reads its unfinished texts is told. A text handed on from another node is that node's to end.</summary>
    public void BreakTexts(Exception failure)
    {
        for (var port = 0; port < _given.Length; port++)
        {
            if (!_isFollowed[port]) (_given[port] as LiveText)?.Break(failure);
        }
    }

    public CachedResult ToCachedResult() => new(
        [.. node.Outputs.Zip(_given).Where(pair => pair.Second is not null).Select(pair => KeyValuePair.Create(pair.First.Port.Id, pair.Second!))]);

    private ValueTask EndTextAsync(int port, string whole)
    {
        _given[port] = whole;
        run.Journal.Append(new NodeOutputGiven
        {
            Node = node.Id.Value,
            Port = node.Outputs[port].Port.Id,
            Output = new PortValue(PortType.Text, whole),
        });
        return run.ReportAsync(new NodeReport(NodeReportKind.TextEnded, node.Index, port, whole));
    }

    private int Claim(string portId)
    {
        var port = IndexOf(portId);
        if (_given[port] is not null) throw new InvalidOperationException($"Port '{portId}' of '{node.Type.Id}' gave a value twice.");
        HasGiven = true;
        return port;
    }

    private int IndexOf(string portId)
    {
        var port = node.OutputIndex(portId);
        return port >= 0 ? port : throw new InvalidOperationException($"'{node.Type.Id}' has no output port '{portId}'.");
    }
}
