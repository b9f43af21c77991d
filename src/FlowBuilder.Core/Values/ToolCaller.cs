using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Values;

/// <summary>Whose call of a tool this is, for tools that do more than compute: the node that gave the tool has ended by then.</summary>
/// <param name="Node">The node whose model calls the tool.</param>
/// <param name="Step">The call as a step of that node, for steps below it.</param>
public sealed record ToolCaller(NodeContext Node, NodeStep Step)
{
    /// <summary>A call's arguments, with its caller.</summary>
    public AIFunctionArguments Arguments(IDictionary<string, object?>? arguments) =>
        new(arguments) { Context = new Dictionary<object, object?> { [typeof(ToolCaller)] = this } };

    /// <summary>The caller, or null where nobody said who calls.</summary>
    public static ToolCaller? Of(AIFunctionArguments arguments) =>
        arguments.Context?.TryGetValue(typeof(ToolCaller), out var caller) == true ? caller as ToolCaller : null;
}
