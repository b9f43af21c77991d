using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Core.Execution;

/// <summary>A run as its events up to some point tell it: the one reading of events that canvas, API, traces and tests share.</summary>
public sealed record RunSnapshot
{
    /// <summary>A run of which nothing is known yet.</summary>
    public static readonly RunSnapshot Empty = new();

    /// <summary>The number of the last event that is in it.</summary>
    public long Seq { get; init; }

    /// <summary>The run's id; empty before its first event.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The stored flow, or null.</summary>
    public string? FlowId { get; init; }

    /// <summary>The flow's name at that time.</summary>
    public string FlowName { get; init; } = "";

    /// <summary>The semantic hash of what is run.</summary>
    public string SemanticHash { get; init; } = "";

    /// <summary>The conversation it belongs to, or null.</summary>
    public string? Session { get; init; }

    /// <summary>The endpoint and version that it answers for, or null for a run of the flow itself.</summary>
    public EndpointVersion? Endpoint { get; init; }

    /// <summary>Whether it is recorded, or replayed from a recording; null for neither.</summary>
    public RecordingMode? Recording { get; init; }

    /// <summary>How far it is.</summary>
    public RunStatus Status { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it ran, in milliseconds; null while it is under way.</summary>
    public double? DurationMs { get; init; }

    /// <summary>The inputs, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Inputs { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>The results, by name, once it has ended well.</summary>
    public IReadOnlyDictionary<string, JsonElement> Outputs { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>What its calls to models used, once it has ended; or null.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What went wrong, or null.</summary>
    public NodeFault? Fault { get; init; }

    /// <summary>The node that failed, or that has waited longest for a person; or null.</summary>
    public string? Node { get; init; }

    /// <summary>What people are asked and have not answered, the oldest first.</summary>
    public ImmutableArray<OpenQuestion> Questions { get; init; } = [];

    /// <summary>What it may use as a whole, or null.</summary>
    public Budget? Budget { get; init; }

    /// <summary>The budgets that were used up, in the order in which they were.</summary>
    public ImmutableArray<BudgetReached> Budgets { get; init; } = [];

    /// <summary>Its nodes by path.</summary>
    public ImmutableDictionary<string, NodeRunSnapshot> Nodes { get; init; } = ImmutableDictionary<string, NodeRunSnapshot>.Empty;

    /// <summary>The steps that nodes told inside themselves, by path; none of them counts as a node.</summary>
    public ImmutableDictionary<string, NodeRunSnapshot> Steps { get; init; } = ImmutableDictionary<string, NodeRunSnapshot>.Empty;

    /// <summary>How many of the flow's own nodes have begun that had to run; those of flows inside it are not counted.</summary>
    public int Begun { get; init; }

    /// <summary>How many nodes the flow has; those of flows inside it are not counted.</summary>
    public int Total => Nodes.Keys.Count(IsOwn);

    /// <summary>How many of the flow's own nodes have ended, in whatever way.</summary>
    public int Ended => Nodes.Count(node => IsOwn(node.Key) && node.Value.Status is not (NodeStatus.Pending or NodeStatus.Running or NodeStatus.Waiting));

    /// <summary>Whether the final event is in it.</summary>
    public bool IsEnded => Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    /// <summary>The steps below a path, in the order in which they began; those inside a step come right after it.</summary>
    public IReadOnlyList<KeyValuePair<string, NodeRunSnapshot>> StepsOf(string path)
    {
        if (Steps.IsEmpty) return [];
        var below = Steps.Where(step => step.Key.StartsWith(path + "/", StringComparison.Ordinal)).OrderBy(step => step.Value.Order).ToLookup(step => OuterOf(step.Key, path));
        var list = new List<KeyValuePair<string, NodeRunSnapshot>>();
        AddInside(path);
        return list;

        void AddInside(string outer)
        {
            foreach (var step in below[outer])
            {
                list.Add(step);
                AddInside(step.Key);
            }
        }
    }

    // The step that a step is inside of, or the path that was asked for.
    private string OuterOf(string step, string path)
    {
        var outer = step[..step.LastIndexOf('/')];
        return outer.Length > path.Length && Steps.ContainsKey(outer) ? outer : path;
    }

    /// <summary>Every event read from the start.</summary>
    public static RunSnapshot Of(IEnumerable<RunEvent> events) => events.Aggregate(Empty, (snapshot, next) => snapshot.Apply(next));

    /// <summary>The snapshot with one more event.</summary>
    public RunSnapshot Apply(RunEvent runEvent)
    {
        var next = runEvent switch
        {
            RunStarted started => this with
            {
                RunId = started.RunId,
                FlowId = started.FlowId,
                FlowName = started.FlowName,
                SemanticHash = started.SemanticHash,
                Session = started.Session,
                Endpoint = started.Endpoint,
                Recording = started.Recording,
                Budget = started.Budget,
                Inputs = started.Inputs,
                StartedAt = started.Time,
                Nodes = started.Nodes.ToImmutableDictionary(path => path, _ => new NodeRunSnapshot()),
            },
            NodeStarted { Step: { } step } node => WithStep(node, new NodeRunSnapshot { Step = step }),
            NodeEvent node when Steps.GetValueOrDefault(node.Node) is { } step => WithStep(node, step),
            NodeStarted node when IsOwn(node.Node) => With(node) with { Begun = Nodes.GetValueOrDefault(node.Node) is { Order: > 0 } ? Begun : Begun + 1 },
            NodeCompleted { Origin: ResultOrigin.EarlierRun or ResultOrigin.Pin } node when IsOwn(node.Node) => With(node) with { Begun = Begun - 1 },
            NodeEvent node => With(node),
            BudgetReached reached => this with { Budgets = Budgets.Add(reached) },
            RunWaiting waiting => With(waiting.Node, NodeStatus.Waiting)
                .Asked(Questions.Add(new OpenQuestion(waiting.QuestionId, waiting.Node, waiting.Question, waiting.Time))),
            RunResumed resumed => With(resumed.Node, NodeStatus.Running).Asked(Questions.RemoveAll(question => question.Id == resumed.QuestionId)),
            RunContinued => Anew(),
            RunCompleted ended => this with
            {
                Status = RunStatus.Completed,
                Questions = [],
                Outputs = ended.Outputs,
                Usage = ended.Usage,
                DurationMs = ended.DurationMs,
                Node = null,
            },
            RunFailed ended => this with
            {
                Status = RunStatus.Failed,
                Questions = [],
                Fault = ended.Fault,
                Node = ended.Node,
                Usage = ended.Usage,
                DurationMs = ended.DurationMs,
            },
            RunCancelled ended => this with { Status = RunStatus.Cancelled, Questions = [], Usage = ended.Usage, DurationMs = ended.DurationMs, Node = null },
            _ => this,
        };
        return next with { Seq = runEvent.Seq };
    }

    private static bool IsOwn(string path) => !path.Contains('/', StringComparison.Ordinal);

    private RunSnapshot With(NodeEvent node) => this with
    {
        Nodes = Nodes.SetItem(node.Node, Apply(Nodes.GetValueOrDefault(node.Node) ?? new(), node, IsOwn(node.Node) ? Begun + 1 : 0) is var next
            && node is NodeStarted && Questions.Any(question => question.Node == node.Node) ? next with { Status = NodeStatus.Waiting } : next),
    };

    // Whoever had not ended begins again; who waits for a person still does.
    private RunSnapshot Anew() => this with
    {
        Nodes = Nodes.SetItems(Nodes.Where(node => node.Value.Status == NodeStatus.Running || !node.Value.Live.IsEmpty).Select(node => KeyValuePair.Create(
            node.Key,
            node.Value with { Status = node.Value.Status == NodeStatus.Running ? NodeStatus.Pending : node.Value.Status, Live = [], RetryAt = null }))),
        Steps = Steps.SetItems(Steps.Where(step => step.Value.Status == NodeStatus.Running).Select(step => KeyValuePair.Create(
            step.Key, step.Value with { Status = NodeStatus.Cancelled }))),
    };

    private RunSnapshot Asked(ImmutableArray<OpenQuestion> open) => this with
    {
        Status = open.IsEmpty ? RunStatus.Running : RunStatus.Waiting,
        Node = open.IsEmpty ? null : open[0].Node,
        Questions = open,
    };

    // A node may ask several people at once, and waits until the last has answered.
    private RunSnapshot With(string path, NodeStatus status)
    {
        var node = Nodes.GetValueOrDefault(path) ?? new NodeRunSnapshot();
        var isAsking = status == NodeStatus.Running && Questions.Count(question => question.Node == path) > 1;
        return isAsking ? this : this with { Nodes = Nodes.SetItem(path, node with { Status = status }) };
    }

    private RunSnapshot WithStep(NodeEvent step, NodeRunSnapshot before) =>
        this with { Steps = Steps.SetItem(step.Node, Apply(before, step, Steps.Count + 1)) };

    private static NodeRunSnapshot Apply(NodeRunSnapshot node, NodeEvent nodeEvent, int order) => nodeEvent switch
    {
        // What had ended and begins again gives everything anew; what was interrupted keeps what it gave.
        NodeStarted started => node with
        {
            Status = NodeStatus.Running,
            StartedAt = started.Time,
            Order = node.Order > 0 ? node.Order : order,
            Live = [],
            Outputs = node.Status is NodeStatus.Pending or NodeStatus.Waiting ? node.Outputs : [],
        },
        NodeDelta delta => node with { Live = node.Live.SetItem(delta.Port, (node.Live.GetValueOrDefault(delta.Port) ?? []).Add(delta.Text)) },
        NodeOutputGiven output => node with { Live = node.Live.Remove(output.Port), Outputs = node.Outputs.Add(new(output.Port, output.Output)) },
        NodeProgressed progress => node with { Progress = new NodeProgress(progress.Done, progress.Total, progress.Failed) },
        NodeRetrying retrying => node with { FailedTries = retrying.Attempt, Reason = retrying.Reason, RetryAt = retrying.Time.AddMilliseconds(retrying.DelayMs) },
        NodeSkipped skipped => node with { Status = NodeStatus.Skipped, Reason = skipped.Reason },
        NodeCancelled cancelled => node with { Status = NodeStatus.Cancelled, DurationMs = cancelled.DurationMs, Usage = cancelled.Usage },
        NodeCompleted completed => node with
        {
            Status = NodeStatus.Completed,
            DurationMs = completed.DurationMs,
            Usage = completed.Usage,
            Cached = completed.Cached,
            Origin = completed.Origin,

            // What did not have to run has no place among those that ran.
            Order = completed.Origin is ResultOrigin.EarlierRun or ResultOrigin.Pin ? 0 : node.Order,
            Reason = null,
        },
        NodeFailed failed => node with
        {
            Status = NodeStatus.Failed,
            DurationMs = failed.DurationMs,
            Usage = failed.Usage,
            Fault = failed.Fault,
            Reason = null,
        },
        _ => node,
    };
}
