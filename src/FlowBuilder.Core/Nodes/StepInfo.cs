using System.Text.Json;
using System.Text.Json.Serialization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>What a step inside a node is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">What it is called, for people: the model, the tool, the agent.</param>
public sealed record StepInfo(StepKind Kind, LocalText Title)
{
    /// <summary>What it was given, such as a tool's arguments; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Arguments { get; init; }
}
