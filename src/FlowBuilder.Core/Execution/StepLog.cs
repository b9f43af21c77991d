using System.Diagnostics;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Execution;

/// <summary>The steps of one node run: numbers them, tells them in the journal, and ends those that the node left open.</summary>
/// <remarks>Thread-safe. After <see cref="Close"/> nothing is told any more.</remarks>
internal sealed class StepLog(FlowRun run, TimeProvider time, Action<TokenUsage> report)
{
    private const int LongestName = 40;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<RunStep> _open = [];
    private readonly ActivityContext _nodeSpan = Activity.Current?.Context ?? default;
    private bool _isClosed;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Begins a step below a path.</summary>
    public RunStep Begin(string parent, string name, StepInfo info, RunStep? outer)
    {
        lock (_gate)
        {
            var place = $"{parent}/{Cleaned(name)}";
            var number = _counts[place] = _counts.GetValueOrDefault(place) + 1;
            var path = $"{place}[{number}]";
            var step = new RunStep(this, path, outer, _isClosed ? null : SpanOf(path, name, info, outer?.Span ?? _nodeSpan));
            if (_isClosed) return step;
            _open.Add(step);
            run.Journal.Append(new NodeStarted { Node = path, Step = info });
            return step;
        }
    }

    /// <summary>Tells what a step gives, unless it has ended.</summary>
    public void Tell(RunStep step, Func<NodeEvent?> what)
    {
        lock (_gate)
        {
            if (!_open.Contains(step) || what() is not { } told) return;
            if (told is not NodeDelta || !run.IsQuiet) run.Journal.Append(told);
        }
    }

    /// <summary>Waits until all that was told is on disk.</summary>
    public ValueTask KeepAsync(CancellationToken cancellationToken) => run.KeepAsync(cancellationToken);

    /// <summary>Adds to what the node used.</summary>
    public void Report(TokenUsage usage) => report(usage);

    /// <summary>Ends a step, and those inside it that are open; does nothing where it has ended.</summary>
    public void End(RunStep step, Func<NodeEvent> end)
    {
        lock (_gate)
        {
            if (!_open.Contains(step)) return;
            EndOpen(inner => inner != step && inner.Path.StartsWith(step.Path + "/", StringComparison.Ordinal));
            _open.Remove(step);
            foreach (var text in step.LastTexts()) run.Journal.Append(text);
            run.Journal.Append(end());
            step.EndSpan();
        }
    }

    /// <summary>Ends every step that is open, as cancelled.</summary>
    public void EndAll()
    {
        lock (_gate) EndOpen(_ => true);
    }

    /// <summary>The node has ended: so do its steps, and none begins any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            EndOpen(_ => true);
            _isClosed = true;
        }
    }

    // The innermost began last.
    private void EndOpen(Func<RunStep, bool> which)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var step = _open[i];
            if (!which(step)) continue;
            _open.RemoveAt(i);
            foreach (var text in step.LastTexts()) run.Journal.Append(text);
            run.Journal.Append(step.Cancelled());
            step.EndSpan();
        }
    }

    private Activity? SpanOf(string path, string name, StepInfo info, ActivityContext parent)
    {
        var span = Telemetry.Source.StartActivity(Telemetry.StepSpan, ActivityKind.Internal, parent);
        if (span is null) return null;
        span.SetTag(Telemetry.RunIdTag, run.Id).SetTag(Telemetry.StepPathTag, path).SetTag(Telemetry.StepKindTag, info.Kind.ToString().ToLowerInvariant());
        if (info.Kind == StepKind.Model) span.SetTag(Telemetry.OperationTag, "chat");
        if (info.Kind == StepKind.Agent) span.SetTag(Telemetry.OperationTag, "invoke_agent");
        if (info.Kind == StepKind.Tool) span.SetTag(Telemetry.OperationTag, "execute_tool").SetTag(Telemetry.ToolNameTag, name);
        return span;
    }

    // A path's own signs must not come out of a name that a tool or a model made up.
    private static string Cleaned(string name)
    {
        var kept = string.Concat(name.Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_').Take(LongestName));
        return kept.Length == 0 ? "step" : kept;
    }
}
