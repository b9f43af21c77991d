using System.Collections.Immutable;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution;

/// <summary>One node of a run, or a step inside one, as its events up to some point tell it.</summary>
public sealed record NodeRunSnapshot
{
    /// <summary>How far it is.</summary>
    public NodeStatus Status { get; init; }

    /// <summary>For a step inside a node, what it is about; null for a node.</summary>
    public StepInfo? Step { get; init; }

    /// <summary>When it began, in UTC; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it ran, in milliseconds; null while it has not ended.</summary>
    public double? DurationMs { get; init; }

    /// <summary>What its calls to models used, or null.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Whether its outputs were known from an earlier run.</summary>
    public bool Cached { get; init; }

    /// <summary>Where its outputs came from, once it has completed.</summary>
    public ResultOrigin Origin { get; init; }

    /// <summary>The place in which it began among the nodes that ran, or among the steps, from 1; 0 before, for one that did not have to run, and for one of a flow inside.</summary>
    public int Order { get; init; }

    /// <summary>Texts that are being made, by port: their pieces so far.</summary>
    public ImmutableDictionary<string, ImmutableList<string>> Live { get; init; } = ImmutableDictionary<string, ImmutableList<string>>.Empty;

    /// <summary>Whole values by port, in the order in which they were given.</summary>
    public ImmutableArray<KeyValuePair<string, PortValue>> Outputs { get; init; } = [];

    /// <summary>What went wrong, or null.</summary>
    public NodeFault? Fault { get; init; }

    /// <summary>Why it was skipped, or why the latest try failed; or null.</summary>
    public LocalText? Reason { get; init; }

    /// <summary>How far it is with what it does many times; null for a node that does nothing many times.</summary>
    public NodeProgress? Progress { get; init; }

    /// <summary>Tries that failed so far.</summary>
    public int FailedTries { get; init; }

    /// <summary>When the next try begins, in UTC, after one has failed; else null.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>A port's text so far, whole or not; null where it has given none.</summary>
    public string? TextOf(string port)
    {
        foreach (var (id, value) in Outputs)
        {
            if (id == port) return value.Value as string;
        }

        return Live.TryGetValue(port, out var pieces) ? string.Concat(pieces) : null;
    }
}
