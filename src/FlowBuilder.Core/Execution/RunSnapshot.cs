using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;

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

    /// <summary>The node that failed or waits, or null.</summary>
    public string? Node { get; init; }

    /// <summary>Its nodes by path.</summary>
    public ImmutableDictionary<string, NodeRunSnapshot> Nodes { get; init; } = ImmutableDictionary<string, NodeRunSnapshot>.Empty;

    /// <summary>How many nodes have begun that had to run.</summary>
    public int Begun { get; init; }

    /// <summary>How many nodes have ended, in whatever way.</summary>
    public int Ended => Nodes.Values.Count(node => node.Status is not (NodeStatus.Pending or NodeStatus.Running or NodeStatus.Waiting));

    /// <summary>Whether the final event is in it.</summary>
    public bool IsEnded => Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

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
                Inputs = started.Inputs,
                StartedAt = started.Time,
                Nodes = started.Nodes.ToImmutableDictionary(path => path, _ => new NodeRunSnapshot()),
            },
            NodeStarted node => With(node) with { Begun = Begun + 1 },
            NodeCompleted { Origin: ResultOrigin.EarlierRun or ResultOrigin.Pin } node => With(node) with { Begun = Begun - 1 },
            NodeEvent node => With(node),
            RunWaiting waiting => this with { Status = RunStatus.Waiting, Node = waiting.Node },
            RunCompleted ended => this with
            {
                Status = RunStatus.Completed,
                Outputs = ended.Outputs,
                Usage = ended.Usage,
                DurationMs = ended.DurationMs,
                Node = null,
            },
            RunFailed ended => this with
            {
                Status = RunStatus.Failed,
                Fault = ended.Fault,
                Node = ended.Node,
                Usage = ended.Usage,
                DurationMs = ended.DurationMs,
            },
            RunCancelled ended => this with { Status = RunStatus.Cancelled, Usage = ended.Usage, DurationMs = ended.DurationMs, Node = null },
            _ => this,
        };
        return next with { Seq = runEvent.Seq };
    }

    private RunSnapshot With(NodeEvent node) =>
        this with { Nodes = Nodes.SetItem(node.Node, Apply(Nodes.GetValueOrDefault(node.Node) ?? new(), node, Begun + 1)) };

    private static NodeRunSnapshot Apply(NodeRunSnapshot node, NodeEvent nodeEvent, int order) => nodeEvent switch
    {
        NodeStarted started => node with { Status = NodeStatus.Running, StartedAt = started.Time, Order = order },
        NodeDelta delta => node with { Live = node.Live.SetItem(delta.Port, (node.Live.GetValueOrDefault(delta.Port) ?? []).Add(delta.Text)) },
        NodeOutputGiven output => node with { Live = node.Live.Remove(output.Port), Outputs = node.Outputs.Add(new(output.Port, output.Output)) },
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
