using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Core.Execution;

/// <summary>What a worker tells the scheduler of the node it runs.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Node">The node's index in the plan.</param>
/// <param name="Port">The output port's index, for what a port gave.</param>
/// <param name="Value">The value or the whole text, for what a port gave; the <see cref="NodeEvent"/> it ended with, for a node that has ended.</param>
internal readonly record struct NodeReport(NodeReportKind Kind, int Node, int Port = 0, object? Value = null);
