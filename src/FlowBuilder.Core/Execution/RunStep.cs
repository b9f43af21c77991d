using System.Diagnostics;
using System.Text;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution;

/// <summary>One step of one node run.</summary>
/// <param name="log">The steps of the node.</param>
/// <param name="path">Its path.</param>
/// <param name="outer">The step that it is inside of, or null.</param>
/// <param name="span">Its span in traces, or null where nobody traces.</param>
internal sealed class RunStep(StepLog log, string path, RunStep? outer, Activity? span) : NodeStep
{
    private readonly Lock _gate = new();
    private readonly long _startedAt = log.Time.GetTimestamp();
    private readonly StringBuilder _text = new();
    private TokenUsage? _usage;
    private char _heldBack;

    public override string Path => path;

    public override TokenUsage? Usage
    {
        get
        {
            lock (_gate) return _usage;
        }
    }

    /// <summary>Its span, which those of the steps inside it hang on; null where nobody traces.</summary>
    public ActivityContext? Span => span?.Context;

    private double ElapsedMs => log.Time.GetElapsedTime(_startedAt).TotalMilliseconds;

    public override NodeStep BeginStep(string name, StepInfo info) => log.Begin(path, name, info, this);

    public override void Delta(string text) => log.Tell(this, () =>
    {
        var whole = SurrogatePairs.Whole(ref _heldBack, text);
        _text.Append(whole);
        return whole.Length == 0 ? null : new NodeDelta { Node = path, Port = TextPort, Text = whole };
    });

    public override void Output(string port, object value)
    {
        var output = PortValue.Of(value);
        if (!PortValueJson.HasJsonForm(value)) output = PortValue.Of(value.ToString() ?? "");
        log.Tell(this, () => new NodeOutputGiven { Node = path, Port = port, Output = output });
    }

    public override ValueTask BeginChangeAsync(CancellationToken cancellationToken)
    {
        log.Tell(this, () => new NodeChanging { Node = path });
        return log.KeepAsync(cancellationToken);
    }

    public override void Report(TokenUsage usage)
    {
        for (var step = this; step is not null; step = step.Outer) step.Add(usage);
        log.Report(usage);
    }

    public override void Complete() => log.End(this, () => new NodeCompleted { Node = path, DurationMs = ElapsedMs, Usage = Usage });

    public override void Fail(NodeFault fault)
    {
        span?.SetTag(Telemetry.FaultTag, fault.Code).SetStatus(ActivityStatusCode.Error);
        log.End(this, () => new NodeFailed { Node = path, Fault = fault, DurationMs = ElapsedMs, Usage = Usage });
    }

    public override void Cancel() => log.End(this, Cancelled);

    /// <summary>How it ends where it was stopped.</summary>
    public NodeEvent Cancelled() => new NodeCancelled { Node = path, DurationMs = ElapsedMs, Usage = Usage };

    /// <summary>Its text, whole, where it wrote one.</summary>
    public IEnumerable<NodeEvent> LastTexts()
    {
        if (_heldBack != '\0')
        {
            _text.Append(_heldBack);
            yield return new NodeDelta { Node = path, Port = TextPort, Text = _heldBack.ToString() };
            _heldBack = '\0';
        }

        if (_text.Length > 0) yield return new NodeOutputGiven { Node = path, Port = TextPort, Output = new PortValue(PortType.Text, _text.ToString()) };
    }

    /// <summary>Its span in traces ends.</summary>
    public void EndSpan()
    {
        if (span is null) return;
        if (Usage is { } usage) span.SetTag(Telemetry.InputTokensTag, usage.InputTokens).SetTag(Telemetry.OutputTokensTag, usage.OutputTokens);
        span.Dispose();
    }

    private RunStep? Outer => outer;

    private void Add(TokenUsage usage)
    {
        lock (_gate) _usage = _usage is null ? usage : _usage + usage;
    }
}
