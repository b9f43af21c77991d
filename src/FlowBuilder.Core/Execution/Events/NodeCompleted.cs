using System.Text.Json.Serialization;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A node ended well.</summary>
public sealed record NodeCompleted : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.completed";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>How long it ran, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <summary>What its calls to models used, or null where it made none.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Whether its outputs were known from an earlier run and nothing was called.</summary>
    public bool Cached { get; init; }

    /// <summary>Where its outputs came from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ResultOrigin Origin { get; init; }
}
