using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;

namespace FlowBuilder.Core.Execution.Storage;

/// <summary>What a list of runs shows of one.</summary>
public sealed record RunRecord
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The stored flow that was run, or null for one that was never stored.</summary>
    public string? FlowId { get; init; }

    /// <summary>The flow's name at that time.</summary>
    public required string FlowName { get; init; }

    /// <summary>The semantic hash of what was run.</summary>
    public required string SemanticHash { get; init; }

    /// <summary>The conversation it belongs to, or null.</summary>
    public string? Session { get; init; }

    /// <summary>The endpoint and version that it answers for, or null for a run of the flow itself.</summary>
    public EndpointVersion? Endpoint { get; init; }

    /// <summary>How far it is.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it ran, in milliseconds; null while it is under way.</summary>
    public double? DurationMs { get; init; }

    /// <summary>What its calls to models used, or null where none was made.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What its own nodes used, those that asked models; only where the run is stored, not where it is read.</summary>
    public IReadOnlyList<NodeUsage> NodeUsage { get; init; } = [];

    /// <summary>What went wrong, or null.</summary>
    public NodeFault? Fault { get; init; }

    /// <summary>The node that failed, or null.</summary>
    public string? FailedNode { get; init; }
}
