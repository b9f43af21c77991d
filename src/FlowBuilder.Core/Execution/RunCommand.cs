using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Core.Execution;

/// <summary>What a person or a program asks of a host: to run this flow, in this way.</summary>
/// <param name="Flow">The flow.</param>
public sealed record RunCommand(Flow Flow)
{
    /// <summary>The stored flow's id, or null for a flow that was never stored.</summary>
    public string? FlowId { get; init; }

    /// <summary>The flow's inputs, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Inputs { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>The conversation that the run belongs to, or null.</summary>
    public string? Session { get; init; }

    /// <summary>The person on whose behalf it runs, as the caller names them, or null.</summary>
    public string? User { get; init; }

    /// <summary>The endpoint and version through which a caller runs it; null for a run of the flow itself.</summary>
    public EndpointVersion? Endpoint { get; init; }

    /// <summary>Who shares the host's places with other callers: all runs of one caller count together; null for a person in the editor and for the program itself.</summary>
    public string? Caller { get; init; }

    /// <summary>What the run may use beside what its flow says; or null.</summary>
    public Budget? Budget { get; init; }

    /// <summary>What the key that it is started with may use in a day; null without a key, and for one without a budget.</summary>
    public KeyBudget? Key { get; init; }

    /// <summary>Settings that differ for this run only: node id → setting → value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Settings { get; init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<string, JsonElement>>.Empty;

    /// <summary>Run this node and what lies below it anew, and take the rest from the flow's latest run; null to run all.</summary>
    public string? From { get; init; }

    /// <summary>Run these nodes anew, and of those above them only what is not known; null to run all.</summary>
    /// <remarks>Nodes that this leaves out are no part of the run: they neither run nor stand in its way.</remarks>
    public IReadOnlySet<NodeId>? Only { get; init; }

    /// <summary>With <see cref="Only"/>: outputs known from before, by node; null for those of the flow's latest run.</summary>
    public IReadOnlyDictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>>? Known { get; init; }

    /// <summary>Outputs that are used instead of running their nodes, by node.</summary>
    public IReadOnlyDictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>> Pins { get; init; } =
        ImmutableDictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>>.Empty;

    /// <summary>Nodes that run even where their results are known already, so that a model is asked once more.</summary>
    public IReadOnlySet<NodeId> Fresh { get; init; } = ImmutableHashSet<NodeId>.Empty;

    /// <summary>Whether the run is recorded or replayed with the recording of its stored flow; null for what its connections say.</summary>
    public RecordingMode? Recording { get; init; }

    /// <summary>What records the run or gives it what was recorded, in place of the stored flow's recording; or null.</summary>
    public RunTape? Tape { get; init; }

    /// <summary>What of the run outlives an unexpected end of the program. A run with a <see cref="Tape"/> of its own is not kept.</summary>
    /// <value>Every finished node by default.</value>
    public RunDurability Durability { get; init; }

    /// <summary>The id that the run gets, or null for a new one.</summary>
    public string? RunId { get; init; }
}
