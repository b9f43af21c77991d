using System.Collections.Immutable;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>How far a node, or a step inside one, had come when the program ended.</summary>
internal sealed record KeptNode
{
    /// <summary>Its last event; null where it was under way.</summary>
    public NodeEvent? End { get; init; }

    /// <summary>For a step inside a node, what it is about.</summary>
    public StepInfo? Step { get; init; }

    /// <summary>Whether it was about to change something outside.</summary>
    public bool IsChanging { get; init; }

    /// <summary>What its ports gave, in that order.</summary>
    public ImmutableArray<KeyValuePair<string, PortValue>> Outputs { get; init; } = [];

    /// <summary>Whether it gave a tool, of which the journal holds the name only.</summary>
    public bool GaveTools => Outputs.Any(output => output.Value.Type == PortType.Tool);

    /// <summary>What it used, where it has ended.</summary>
    public TokenUsage? Usage => End switch
    {
        NodeCompleted completed => completed.Usage,
        NodeFailed failed => failed.Usage,
        NodeCancelled cancelled => cancelled.Usage,
        _ => null,
    };
}
