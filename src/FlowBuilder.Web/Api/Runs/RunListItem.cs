using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Publishing;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>A run in a list.</summary>
internal sealed record RunListItem
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The stored flow; absent for a flow that was never stored.</summary>
    public string? FlowId { get; init; }

    /// <summary>The flow's name at that time.</summary>
    public required string FlowName { get; init; }

    /// <summary>The conversation that it belongs to.</summary>
    public string? Session { get; init; }

    /// <summary>The endpoint that it answers for, and with which version; absent for a run of the flow itself.</summary>
    public EndpointVersion? Endpoint { get; init; }

    /// <summary>How far it is.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it ran, in milliseconds; absent while it is under way.</summary>
    public double? DurationMs { get; init; }

    /// <summary>What calls to models used.</summary>
    public required RunUsage Usage { get; init; }

    /// <summary>What went wrong.</summary>
    public RunFault? Fault { get; init; }

    /// <summary>The node that failed.</summary>
    public string? NodeId { get; init; }

    /// <summary>A record as an item.</summary>
    public static RunListItem Of(RunRecord run) => new()
    {
        RunId = run.RunId,
        FlowId = run.FlowId,
        FlowName = run.FlowName,
        Session = run.Session,
        Endpoint = run.Endpoint,
        Status = run.Status,
        StartedAt = run.StartedAt,
        DurationMs = run.DurationMs,
        Usage = RunUsage.Of(run.Usage),
        Fault = RunFault.Of(run.Fault),
        NodeId = run.FailedNode,
    };
}
