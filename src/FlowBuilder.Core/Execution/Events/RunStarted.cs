using System.Text.Json;
using System.Text.Json.Serialization;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A run began.</summary>
public sealed record RunStarted : RunEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "run.started";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The stored flow, or null for one that was never stored.</summary>
    public string? FlowId { get; init; }

    /// <summary>The name of the flow at that time.</summary>
    public required string FlowName { get; init; }

    /// <summary>The semantic hash of what is run.</summary>
    public required string SemanticHash { get; init; }

    /// <summary>The inputs as they were given, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Inputs { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The conversation that the run belongs to, or null.</summary>
    public string? Session { get; init; }

    /// <summary>The endpoint and version that it answers for, or null for a run of the flow itself.</summary>
    public EndpointVersion? Endpoint { get; init; }

    /// <summary>Whether the run is recorded, or replayed from a recording; null for neither.</summary>
    public RecordingMode? Recording { get; init; }

    /// <summary>What the run may use as a whole, the least of what its flow, its caller and the installation say; or null.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Every node that will end, by path, in the order of the flow.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];
}
