using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Privacy;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution;

/// <summary>One run of a flow, under way or ended.</summary>
/// <remarks>Reading its journal and leaving off again changes nothing about the run; only <see cref="Cancel"/> stops it.</remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "The source has no timer and gives out no wait handle; a reader may still cancel after the end.")]
public sealed partial class FlowRun
{
    private const int ReportQueueLength = 1024;

    private readonly FlowPlan _plan;
    private readonly NodeInvoker _invoker;
    private readonly RunLimits _limits;
    private readonly TimeProvider _time;
    private readonly Scheduler _scheduler;
    private readonly LateSeeds _lateSeeds;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<NodeReport> _reports = Channel.CreateBounded<NodeReport>(new BoundedChannelOptions(ReportQueueLength)
    {
        SingleReader = true,

        // The scheduler's turn is short and never blocks: running it where the report is made saves a change of thread per node.
        AllowSynchronousContinuations = true,
    });

    private readonly ConcurrentDictionary<FlowRun, bool> _inside = new();
    private readonly Lock _lateGate = new();
    private readonly ConcurrentQueue<RunNodeContext> _withSteps = new();
    private readonly Dictionary<string, JsonElement> _results = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<RunEvent> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RunEvent> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PausingTimer? _limit;
    private long _startedAt;
    private TokenUsage? _usage;
    private TokenUsage? _lateUsage;
    private NodeFault? _fault;
    private string? _faultNode;
    private int _running;
    private bool _wasStopped;
    private bool _hasTold;
    private volatile bool _isOverTime;

    internal FlowRun(
        Flow flow,
        FlowPlan plan,
        RunRequest request,
        NodeInvoker invoker,
        RunLimits limits,
        TimeProvider time,
        InnerPlace? place = null,
        KeptRun? kept = null)
    {
        (Flow, _plan, Request, _invoker, _limits, _time, Place) = (flow, plan, request, invoker, limits, time, place);
        _scheduler = new Scheduler(plan);
        _lateSeeds = new LateSeeds(plan, request);
        Kept = place is null ? kept : place.Outer.Kept;
        _takesKept = place is null ? kept is not null : MatchesKept();
        if (kept is not null) _anew = BegunAnew(flow, plan, kept);
        Journal = place?.Outer.Journal ?? new RunJournal(time, kept?.Events ?? []);
        Questions = place?.Outer.Questions ?? new RunQuestions(Journal, time, kept);
        Language = place?.Outer.Language ?? CultureInfo.CurrentUICulture;
        BudgetLinks = LinksOf();
        Placeholders = place?.Outer.Placeholders ?? new PlaceholderVault(request.FlowId ?? plan.SemanticHash);
    }

    /// <summary>The run's id.</summary>
    public string Id => Request.RunId;

    /// <summary>The flow that is run.</summary>
    public Flow Flow { get; }

    /// <summary>What was asked.</summary>
    public RunRequest Request { get; }

    /// <summary>Everything that happens in the run.</summary>
    public RunJournal Journal { get; }

    /// <summary>The semantic hash of what is run.</summary>
    public string SemanticHash => _plan.SemanticHash;

    /// <summary>The final event, once the run has ended and readers are shown that. Never faults.</summary>
    public Task<RunEvent> Completion => _completion.Task;

    /// <summary>The final event, once it is appended; whoever reads the journal may not be shown it yet. Never faults.</summary>
    internal Task<RunEvent> End => _end.Task;

    /// <summary>What people are asked and have not answered, the oldest first.</summary>
    public ImmutableArray<OpenQuestion> OpenQuestions => Questions.Open;

    /// <summary>What its nodes, and those of the flows inside it, ask people.</summary>
    internal RunQuestions Questions { get; }

    /// <summary>Waits until the run has ended, or a node of it waits for a person.</summary>
    /// <param name="cancellationToken">Ends the waiting; the run goes on.</param>
    /// <returns>Whether a person is waited for.</returns>
    public async Task<bool> RestsAsync(CancellationToken cancellationToken)
    {
        await foreach (var runEvent in Journal.ReadAsync(0, cancellationToken).ConfigureAwait(false))
        {
            if (runEvent is RunWaiting && !OpenQuestions.IsEmpty) return true;
        }

        return false;
    }

    internal CancellationToken Stopping => _stop.Token;

    /// <summary>The title of the node that failed the run, or null.</summary>
    internal string? FaultTitle { get; private set; }

    /// <summary>The language of whoever started the run, for messages that become values.</summary>
    internal CultureInfo Language { get; }

    /// <summary>What stands behind the placeholders of the run and of all runs inside it; empty again when it has ended.</summary>
    internal PlaceholderVault Placeholders { get; }

    /// <summary>What records the run and all runs inside it, or gives them what was recorded; null for neither.</summary>
    internal RunTape? Tape => Place is null ? Request.Tape : Place.Outer.Tape;

    /// <summary>Where it runs inside another run; null for a run of its own.</summary>
    internal InnerPlace? Place { get; }

    /// <summary>What made its plan.</summary>
    internal FlowCompiler Compiler => _plan.Compiler;

    /// <summary>What its calls to models used so far, or null.</summary>
    internal TokenUsage? Usage
    {
        get
        {
            lock (_lateGate) return _lateUsage is null ? _usage : _usage is null ? _lateUsage : _usage + _lateUsage;
        }
    }

    /// <summary>Whether pieces of text are kept out of the journal: of a thousand repetitions nobody reads along.</summary>
    internal bool IsQuiet => Place is { } place && (place.IsQuiet || place.Outer.IsQuiet);

    /// <summary>The run's span, which its nodes' spans hang on; default where nobody traces.</summary>
    internal ActivityContext Span { get; private set; }

    /// <summary>Stops the run: calls under way are cancelled, nothing new begins. Does nothing where it has ended.</summary>
    /// <remarks>Returns at once, whatever nodes do to stop.</remarks>
    public void Cancel() => _ = _stop.CancelAsync();

    /// <summary>Answers a question of one of its nodes, which goes on at once.</summary>
    /// <param name="question">One of <see cref="OpenQuestions"/>.</param>
    /// <param name="answer">The answer, checked with <see cref="HumanQuestion.ProblemsOf"/>.</param>
    /// <returns>Whether it was open; false where another has answered, its time is over, or the run has ended.</returns>
    public bool TryAnswer(OpenQuestion question, HumanAnswer answer) => Questions.TryClose(question, answer);

    /// <summary>The name that a node has in the journal: its id, behind the path of the node whose flow this is.</summary>
    internal string PathOf(PlanNode node) => Place is null ? node.Id.Value : $"{Place.Path}/{node.Id.Value}";

    /// <summary>Halts the time of this run and of those it is inside, while one of its nodes waits for a person.</summary>
    internal void HaltTime()
    {
        _limit?.Halt();
        foreach (var account in Request.Accounts) account.Time?.Halt(this);
        Place?.Within.HaltTime();
    }

    /// <summary>A node's wait is over.</summary>
    internal void LetTimeGoOn()
    {
        _limit?.GoOn();
        foreach (var account in Request.Accounts) account.Time?.GoOn(this);
        Place?.Within.LetTimeGoOn();
    }

    /// <summary>A run of another flow inside a node of this one.</summary>
    internal FlowRun Inside(Flow flow, FlowPlan plan, RunRequest request, InnerPlace place) =>
        new(flow, plan, request, _invoker, _limits, _time, place);

    /// <summary>Lets a run inside a node of this one begin.</summary>
    internal void BeginInside(FlowRun inner)
    {
        _inside.TryAdd(inner, true);
        inner.Begin();
        _ = ForgetAsync(inner);
    }

    /// <summary>Counts what a node used that has ended: a flow that it offered as a tool is run by others.</summary>
    internal void AddUsage(TokenUsage usage)
    {
        lock (_lateGate) _lateUsage = _lateUsage is null ? usage : _lateUsage + usage;
    }

    /// <summary>Remembers a node that tells steps: they end before the run does, even where the node is left behind.</summary>
    internal void Keep(RunNodeContext context) => _withSteps.Enqueue(context);

    internal string TitleOf(PlanNode node)
    {
        var title = Flow.Nodes[node.Index].Title;
        return title.Length > 0 ? title : node.Type.Title.For(Language);
    }

    // After the run's end nobody listens, and a node that was left behind must not wait for someone who does.
    internal ValueTask ReportAsync(NodeReport report) =>
        _reports.Writer.TryWrite(report) || _reports.Reader.Completion.IsCompleted ? default : ReportLaterAsync(report);

    /// <summary>Lets the run begin, on a thread of its own choice. Called once.</summary>
    internal void Begin() => _ = Task.Run(RunAsync);

    /// <summary>Tells the journal that the run begins, or goes on. Called once, before <see cref="Begin"/> at the latest; a run inside another tells nothing.</summary>
    internal void TellBeginning()
    {
        if (Place is null && !_hasTold) Journal.Append(Kept is null ? Started() : new RunContinued());
        _hasTold = true;
    }

    /// <summary>Its journal is shown to its end.</summary>
    /// <param name="end">Its final event.</param>
    /// <param name="isKept">Whether the archive has it.</param>
    internal void ShowEnd(RunEvent end, bool isKept)
    {
        Keeping?.End(isKept);
        _completion.TrySetResult(end);
    }

    // Never throws: whatever happens, every node ends and the journal gets its final event.
    private async Task RunAsync()
    {
        _startedAt = _time.GetTimestamp();
        using var span = Telemetry.Source.StartActivity(Telemetry.RunSpan);
        span?.SetTag(Telemetry.RunIdTag, Id).SetTag(Telemetry.FlowIdTag, Request.FlowId);
        Span = span?.Context ?? default;
        foreach (var account in Request.Accounts) account.Time?.Enter(this);
        try
        {
            await RunNodesAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _fault = _invoker.Unexpected(Id, failure);
            _wasStopped = true;
            Cancel();
        }

        await AwaitInsideAsync().ConfigureAwait(false);
        foreach (var account in Request.Accounts) account.Time?.Leave(this);
        foreach (var context in _withSteps) context.Close();
        var final = Final();
        if (_fault is not null) span?.SetTag(Telemetry.FaultTag, _fault.Code).SetStatus(ActivityStatusCode.Error);
        if (Place is null) Placeholders.Close();
        if (Place is null) Questions.Close();
        if (Place is null) Journal.Append([.. Unended(), final]);
        else Journal.Append([.. Unended()]);
        _reports.Writer.TryComplete();
        _end.TrySetResult(final);
        if (Keeping is null) _completion.TrySetResult(final);
    }

    private async Task RunNodesAsync()
    {
        using var limit = _limit = new PausingTimer(TimeLimit, _time, RunOutOfTime);
        using var onStop = _stop.Token.UnsafeRegister(static run => ((FlowRun)run!)._reports.Writer.TryWrite(default), this);
        TellBeginning();
        GiveSeeds();
        while (Advance()) Take(await _reports.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false));
        await AwaitStoppedAsync().ConfigureAwait(false);
    }

    private async ValueTask ReportLaterAsync(NodeReport report)
    {
        try
        {
            await _reports.Writer.WriteAsync(report).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // The run ended without this node.
        }
    }

    private void RunOutOfTime()
    {
        if (_stop.IsCancellationRequested || StopForTime()) return;
        _isOverTime = true;
        Cancel();
    }

    private RunStarted Started() => new()
    {
        RunId = Id,
        FlowId = Request.FlowId,
        FlowName = Flow.Name,
        SemanticHash = _plan.SemanticHash,
        Inputs = Request.Inputs,
        Session = Request.Session,
        Endpoint = Request.Endpoint,
        Recording = Request.Tape?.Mode,
        Budget = WholeBudget,
        Nodes = [.. _plan.Nodes.Select(node => node.Id.Value)],
    };

    private void GiveSeeds()
    {
        var known = Request.Seeds.Count == 0 ? [] : Array.FindAll(_plan.Nodes, node => node.Passes is null && Request.Seeds.ContainsKey(node.Id));
        foreach (var node in known) _scheduler.Know(node.Index);
        _scheduler.Begin();
        TakeKept();
        foreach (var node in known)
        {
            if (!_lateSeeds.Contains(node.Index)) GiveSeed(node);
        }
    }

    private void GiveSeed(PlanNode node)
    {
        if (_replayed.Contains(node.Index)) return;
        Journal.Append(new NodeStarted { Node = PathOf(node) });
        foreach (var (id, value) in Request.Seeds[node.Id])
        {
            var port = node.OutputIndex(id);
            if (port < 0) continue;
            Journal.Append(new NodeOutputGiven { Node = PathOf(node), Port = id, Output = value });
            TakeOutput(node, port, value.Value);
        }

        Journal.Append(new NodeCompleted
        {
            Node = PathOf(node),
            DurationMs = 0,
            Cached = Place is null,
            Origin = Place is not null ? ResultOrigin.Run : Request.Pinned.Contains(node.Id) ? ResultOrigin.Pin : ResultOrigin.EarlierRun,
        });
        _scheduler.NodeEnded(node.Index, NodeStatus.Completed);
        GiveSeedsAfter(node.Index);
    }

    private void GiveSeedsAfter(int ended)
    {
        foreach (var seed in _lateSeeds.AfterEndOf(ended)) GiveSeed(_plan.Nodes[seed]);
    }

    // Starts what is ready; false when nothing is left, or when the run is to stop.
    private bool Advance()
    {
        while (_scheduler.TryTakeSkipped(out var skipped))
        {
            Journal.Append(new NodeSkipped { Node = PathOf(_plan.Nodes[skipped.Node]), Reason = skipped.Reason });
            GiveSeedsAfter(skipped.Node);
        }

        if (_stop.IsCancellationRequested || _fault is not null) return false;
        while (_running < _limits.ParallelNodesPerRun && _scheduler.TryTakeReady(out var index))
        {
            _running++;
            var work = new NodeWork(this, _plan.Nodes[index], _scheduler.InputsOf(index), _invoker);
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        }

        return _scheduler.Remaining > 0;
    }

    private void Take(NodeReport report)
    {
        switch (report.Kind)
        {
            case NodeReportKind.PortGave:
                TakeOutput(_plan.Nodes[report.Node], report.Port, report.Value!);
                break;
            case NodeReportKind.TextEnded:
                KeepResult(_plan.Nodes[report.Node], report.Port, report.Value!);
                _scheduler.TextEnded(report.Node, report.Port, (string)report.Value!);
                break;
            case NodeReportKind.NodeEnded:
                TakeEnd(report.Node, (NodeEvent)report.Value!);
                break;
            case NodeReportKind.Wake:
                break;
        }
    }

    // Here alone a node's last event is appended: that is what makes it the only one.
    private void TakeEnd(int node, NodeEvent end)
    {
        _running--;
        Questions.NodeEnded(end.Node);
        Journal.Append(end);
        var (status, usage) = end switch
        {
            NodeCompleted completed => (NodeStatus.Completed, completed.Usage),
            NodeFailed failed => (NodeStatus.Failed, failed.Usage),
            NodeSkipped => (NodeStatus.Skipped, null),
            _ => (NodeStatus.Cancelled, ((NodeCancelled)end).Usage),
        };
        if (usage is not null) _usage = _usage is null ? usage : _usage + usage;
        if (end is NodeFailed { Policy: ErrorPolicy.Stop, Fault: var fault } && _fault is null) (_fault, _faultNode) = (fault, end.Node);
        if (_fault is not null) FaultTitle ??= TitleOf(_plan.Nodes[node]);
        _wasStopped |= _fault is not null || status == NodeStatus.Cancelled;
        if (_wasStopped)
        {
            _scheduler.NodeStopped(node, status);
            return;
        }

        _scheduler.NodeEnded(node, status);
        GiveSeedsAfter(node);
    }

    private void TakeOutput(PlanNode node, int port, object value)
    {
        if (value is not Values.LiveText) KeepResult(node, port, value);
        if (Place is not null && node.Result is not null && node.Outputs[port].Port.IsHidden) Place.OnResult(node.Result.Name, value);
        _scheduler.PortGave(node.Index, port, value);
    }

    private void KeepResult(PlanNode node, int port, object value)
    {
        if (node.Result is { } result && node.Outputs[port].Port.IsHidden) _results[result.Name] = PortValueJson.Write(value);
    }

    // A node that does not stop when told is left behind after a while: a run always ends.
    private async Task AwaitStoppedAsync()
    {
        if (_scheduler.Remaining == 0) return;
        _wasStopped = true;
        Cancel();
        using var grace = new CancellationTokenSource(_limits.CancelGrace, _time);
        try
        {
            while (_running > 0) Take(await _reports.Reader.ReadAsync(grace.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            while (_reports.Reader.TryRead(out var last)) Take(last);
            if (_running > 0) _invoker.LeftBehind(Id, _running);
        }
    }

    // Their nodes' last events come before this run's own; each of them ends by itself soon after it is told to.
    private async Task AwaitInsideAsync()
    {
        foreach (var inner in _inside.Keys)
        {
            inner.Cancel();
            await inner.Completion.ConfigureAwait(false);
        }
    }

    // A thousand flows that have ended must not be kept until the run ends.
    private async Task ForgetAsync(FlowRun inner)
    {
        await inner.Completion.ConfigureAwait(false);
        _inside.TryRemove(inner, out _);
    }

    // The last events of nodes that never began, were skipped as the run stopped, or did not stop.
    private IEnumerable<RunEvent> Unended()
    {
        while (_scheduler.TryTakeSkipped(out var skipped))
            yield return new NodeSkipped { Node = PathOf(_plan.Nodes[skipped.Node]), Reason = skipped.Reason };
        foreach (var node in _plan.Nodes)
        {
            if (_scheduler.StatusOf(node.Index) is NodeStatus.Pending or NodeStatus.Running)
                yield return new NodeCancelled { Node = PathOf(node) };
        }
    }

    private RunEvent Final()
    {
        var duration = DurationMs;
        TakeBudgetFault();
        if (_scheduler.Remaining == 0 && !_wasStopped)
            return new RunCompleted { Outputs = _results, Usage = Usage, DurationMs = duration };
        if (_fault is null && _isOverTime)
        {
            _fault = new NodeFault("run.timeout", FaultKind.Timeout, LocalText.Of(
                $"The run took longer than {_limits.RunTime.TotalSeconds:0.#} seconds and was stopped.",
                $"실행 시간이 {_limits.RunTime.TotalSeconds:0.#}초를 넘어 중단했습니다."));
        }

        return _fault is null
            ? new RunCancelled { Usage = Usage, DurationMs = duration }
            : new RunFailed { Fault = _fault, Node = _faultNode, Usage = Usage, DurationMs = duration };
    }

    private sealed class NodeWork(FlowRun run, PlanNode node, object?[] inputs, NodeInvoker invoker) : IThreadPoolWorkItem
    {
        public void Execute() => _ = invoker.InvokeAsync(run, node, inputs);
    }
}
