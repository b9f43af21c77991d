using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Core.Execution;

/// <summary>What one run is asked to do.</summary>
public sealed record RunRequest
{
    /// <summary>The flow's inputs, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Inputs { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>The conversation that the run belongs to, or null.</summary>
    public string? Session { get; init; }

    /// <summary>The person on whose behalf it runs, as the caller names them, or null.</summary>
    public string? User { get; init; }

    /// <summary>The stored flow's id, or null; results are cached by it.</summary>
    public string? FlowId { get; init; }

    /// <summary>The endpoint and version that it answers for, or null.</summary>
    public EndpointVersion? Endpoint { get; init; }

    /// <summary>Outputs that are known already, by node and port: those nodes do not run.</summary>
    public IReadOnlyDictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>> Seeds { get; init; } =
        ImmutableDictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>>.Empty;

    /// <summary>Seeds that are given only when other nodes have ended, with those nodes.</summary>
    public IReadOnlyDictionary<NodeId, IReadOnlySet<NodeId>> SeedsAfter { get; init; } = ImmutableDictionary<NodeId, IReadOnlySet<NodeId>>.Empty;

    /// <summary>Those of <see cref="Seeds"/> that a person pinned.</summary>
    public IReadOnlySet<NodeId> Pinned { get; init; } = ImmutableHashSet<NodeId>.Empty;

    /// <summary>Nodes that run even where their results are cached.</summary>
    public IReadOnlySet<NodeId> Fresh { get; init; } = ImmutableHashSet<NodeId>.Empty;

    /// <summary>What the run may use beside what its flow says, or null.</summary>
    public Budget? Budget { get; init; }

    /// <summary>What further budgets it draws on: those that it shares with other runs, and the installation's own for a run.</summary>
    internal IReadOnlyList<BudgetAccount> Accounts { get; init; } = [];

    /// <summary>What records the run or gives it what was recorded, or null.</summary>
    public RunTape? Tape { get; init; }

    /// <summary>The run's id; a new one by default. Sorts by time.</summary>
    public string RunId { get; init; } = Guid.CreateVersion7().ToString("N");
}
