using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Privacy;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution;

/// <summary>The context of one node of one run.</summary>
internal sealed class RunNodeContext(FlowRun run, PlanNode node, TimeProvider time) : NodeContext
{
    // Nobody reads progress faster, and each report stays in the journal.
    private static readonly TimeSpan ProgressPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private TokenUsage? _usage = run.Place is null && run.KeptOf(node) is not null ? run.Kept!.UsedUnder(node.Id.Value) : null;
    private readonly Dictionary<int, int> _repetitions = [];
    private InnerFlow? _inner;
    private SemaphoreSlim? _place;
    private long _progressAt;
    private int _flowsRun;
    private StepLog? _steps;
    private bool _isClosed;
    private volatile bool _isOverBudget;

    public override NodeId NodeId => node.Id;

    /// <summary>The node's path in the journal.</summary>
    public string Path => run.PathOf(node);

    /// <summary>What this run of the node may use, or null.</summary>
    public Budget? Budget => run.Flow.Nodes[node.Index].Policy.Budget;

    /// <summary>Every budget that its calls to models draw on, the innermost first.</summary>
    public IReadOnlyList<BudgetLink> BudgetLinks { get; } = run.LinksOf(node);

    /// <summary>What holds its calls within them; null where there are none.</summary>
    public BudgetMeter? Meter => BudgetLinks.Count == 0 ? null : new BudgetMeter(this, run, BudgetLinks);

    /// <summary>The time that its budget gives for all tries together; null where it gives none.</summary>
    public PausingTimer? BudgetTime { get; set; }

    /// <summary>Whether that time is over.</summary>
    public bool IsOverBudget => _isOverBudget;

    /// <summary>That time is over: the try under way is stopped.</summary>
    public void RunOutOfBudget()
    {
        _isOverBudget = true;
        Deadline?.RunOut();
    }

    public override string Title => run.TitleOf(node);

    public override string RunId => run.Id;

    public override string? Session => run.Request.Session;

    public override string? User => run.Request.User;

    public override string? FlowId => run.Request.FlowId;

    public override JsonElement? Input =>
        node.Parameter is { } parameter && run.Request.Inputs.TryGetValue(parameter.Name, out var value) ? value : null;

    public override TimeProvider Time => time;

    public override CultureInfo Language => run.Language;

    public override string IdempotencyKey => $"{run.Id}/{run.PathOf(node)}";

    public override PlaceholderVault Placeholders => run.Placeholders;

    /// <summary>What the node used so far, or null.</summary>
    public TokenUsage? Usage
    {
        get
        {
            lock (_gate) return _usage;
        }
    }

    public override bool IsWired(string port) => node.OutputIndex(port) is >= 0 and var index && node.Outputs[index].Edges.Length > 0;

    public override SubFlow? ReadFlow(JsonElement setting) =>
        SubFlow.Read(setting, run.Compiler.Catalogue) is { } flow ? new SubFlow(flow) : null;

    public override async IAsyncEnumerable<NodeOutput> RunFlowAsync(
        SubFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A second try is a repetition: each of its nodes has a path, and an end, of its own.
        var time = Interlocked.Increment(ref _flowsRun);
        var inner = InnerRun.Prepare(run, this, node, time == 1 ? run.PathOf(node) : $"{run.PathOf(node)}[{time}]", Compiled(flow), inputs);

        // The inner nodes need places too: a node that waits for them must not keep one from them.
        LeavePlace();
        try
        {
            await foreach (var output in inner.RunAsync(cancellationToken).ConfigureAwait(false)) yield return output;
        }
        finally
        {
            if (inner.Usage is { } usage) Report(usage);
        }
    }

    public override async Task<IReadOnlyDictionary<string, object>> RepeatFlowAsync(
        SubFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        int number,
        CancellationToken cancellationToken)
    {
        var inner = InnerRun.Prepare(run, this, node, PathOf(number), Compiled(flow), inputs, isQuiet: true);
        LeavePlace();
        try
        {
            return await inner.RunWholeAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (inner.Usage is { } usage) Report(usage);
        }
    }

    public override FlowInterface InterfaceOf(SubFlow flow) => FlowInterface.Of(flow.Flow, run.Compiler.Catalogue);

    public override void ReportProgress(int done, int total, int failed)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_isClosed || (done > 0 && done < total && time.GetElapsedTime(_progressAt, now) < ProgressPause)) return;
            _progressAt = now;
            run.Journal.Append(new NodeProgressed { Node = run.PathOf(node), Done = done, Total = total, Failed = failed });
        }
    }

    public override async Task<HumanAnswer?> AskAsync(HumanQuestion question, CancellationToken cancellationToken)
    {
        // Whoever waits for days must not keep others from running meanwhile, nor use up the time it has for its work.
        LeavePlace();
        HaltTime();
        try
        {
            var answer = run.Questions.AskAsync(run.PathOf(node), question, cancellationToken);

            // Asked again after any end of the program, whatever else is kept of the run.
            await run.KeepAsync(cancellationToken).ConfigureAwait(false);
            return await answer.ConfigureAwait(false);
        }
        finally
        {
            LetTimeGoOn();
        }
    }

    /// <summary>The time limit of the try under way.</summary>
    public NodeDeadline? Deadline { get; set; }

    /// <summary>Halts the node's time, and that of everything it is inside.</summary>
    public void HaltTime()
    {
        Deadline?.Halt();
        BudgetTime?.Halt();
        TellTimeHalted(true);
        run.HaltTime();
    }

    /// <summary>Lets the time go on.</summary>
    public void LetTimeGoOn()
    {
        Deadline?.GoOn();
        BudgetTime?.GoOn();
        TellTimeHalted(false);
        run.LetTimeGoOn();
    }

    /// <summary>The node has a place among those that run at once.</summary>
    public void TakePlace(SemaphoreSlim places) => _place = places;

    /// <summary>The node gives its place to others; does nothing the second time.</summary>
    public void LeavePlace() => Interlocked.Exchange(ref _place, null)?.Release();

    public override NodeStep BeginStep(string name, StepInfo info)
    {
        lock (_gate)
        {
            if (_steps is null)
            {
                _steps = new StepLog(run, time, Report);
                if (_isClosed) _steps.Close();
                else run.Keep(this);
            }
        }

        return _steps.Begin(run.PathOf(node), name, info, outer: null);
    }

    public override void Report(TokenUsage usage)
    {
        lock (_gate)
        {
            if (_isClosed) run.AddUsage(usage);
            else _usage = _usage is null ? usage : _usage + usage;
        }
    }

    public override void OnRetry(int attempt, TimeSpan delay, LocalText reason)
    {
        lock (_gate)
        {
            if (_isClosed) return;

            // What the failed try left open has no other end.
            _steps?.EndAll();
            run.Journal.Append(new NodeRetrying
            {
                Node = run.PathOf(node),
                Attempt = attempt,
                DelayMs = delay.TotalMilliseconds,
                Reason = reason,
            });
        }
    }

    /// <summary>The node has ended: one that was left behind may still speak, but nothing it says is told any more.</summary>
    /// <returns>What it used, or null.</returns>
    public TokenUsage? Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _steps?.Close();
            return _usage;
        }
    }

    // The same flow is run again and again by some nodes.
    private InnerFlow Compiled(SubFlow flow)
    {
        var known = _inner;
        if (known is not null && ReferenceEquals(known.Flow, flow)) return known;
        return _inner = InnerFlow.Of(run, flow);
    }

    // A repetition that is tried again has a path of its own, too.
    private string PathOf(int number)
    {
        int tries;
        lock (_gate)
        {
            if (number == 0) number = _repetitions.Count + 1;
            tries = _repetitions[number] = _repetitions.GetValueOrDefault(number) + 1;
        }

        return tries == 1 ? $"{run.PathOf(node)}[{number}]" : $"{run.PathOf(node)}[{number}][{tries}]";
    }
}
