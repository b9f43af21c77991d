using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Agents;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Where steps are told: at a node, or inside a step of it.</summary>
/// <param name="Node">The node that works.</param>
/// <param name="Step">The step that the new ones are inside of, or null.</param>
/// <param name="Notes">The notes that all workers of the run share, or null.</param>
internal sealed record StepPlace(NodeContext Node, NodeStep? Step = null, SharedNotes? Notes = null)
{
    /// <summary>Begins a step here.</summary>
    public NodeStep Begin(string name, StepInfo info) => Step?.BeginStep(name, info) ?? Node.BeginStep(name, info);

    /// <summary>The arguments of a tool's call, empty yet, with who calls.</summary>
    public AIFunctionArguments CallerFor(NodeStep step)
    {
        var arguments = new ToolCaller(Node, step).Arguments(null);
        if (Notes is not null) arguments.Context![typeof(SharedNotes)] = Notes;
        return arguments;
    }
}
