using System.Text.Json;
using System.Text.Json.Serialization;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A run ended well.</summary>
public sealed record RunCompleted : RunEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "run.completed";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>The results of the flow by name; results on branches not taken are absent.</summary>
    public IReadOnlyDictionary<string, JsonElement> Outputs { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What all calls to models used, or null where none was made.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>How long it ran, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsFinal => true;
}
