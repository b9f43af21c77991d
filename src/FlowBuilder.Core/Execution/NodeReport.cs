using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Execution;

/// <summary>What a worker tells the scheduler of the node it runs.</summary>
internal readonly record struct NodeReport(NodeReportKind Kind, int Node, int Port = 0, object? Value = null)
{
    /// <summary>How the node ended.</summary>
    public NodeStatus Status { get; init; }

    /// <summary>What went wrong, for a node that failed.</summary>
    public NodeFault? Fault { get; init; }

    /// <summary>Whether the failure ends the run.</summary>
    public bool StopsRun { get; init; }

    /// <summary>What the node used.</summary>
    public TokenUsage? Usage { get; init; }
}
