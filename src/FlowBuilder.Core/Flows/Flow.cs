using System.Collections.Immutable;
using FlowBuilder.Core.Budgets;

namespace FlowBuilder.Core.Flows;

/// <summary>A flow: the document that people draw, share and run. Immutable; an edit makes a new one.</summary>
/// <remarks>It says nothing of where it is stored or whether it can run: it may be half finished.</remarks>
public sealed record Flow
{
    /// <summary>The format this program writes.</summary>
    public const string Format = "flowbuilder/1";

    /// <summary>What the flow is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it does, in a sentence or two.</summary>
    public string Description { get; init; } = "";

    /// <summary>Words to find it by.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Its nodes, in the order in which they were added.</summary>
    public ImmutableArray<FlowNode> Nodes { get; init; } = [];

    /// <summary>Its edges, in the order in which they were added; that is also the order of values on a list port.</summary>
    public ImmutableArray<FlowEdge> Edges { get; init; } = [];

    /// <summary>Notes for people, beside the nodes.</summary>
    public ImmutableArray<FlowNote> Notes { get; init; } = [];

    /// <summary>What one run of it may use, or null; part of the file and of no semantic hash, for it changes no result.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Members of the file that this program does not know, kept as they are.</summary>
    public JsonMembers Extra { get; init; } = JsonMembers.Empty;

    /// <summary>The node of that id, or null.</summary>
    public FlowNode? Find(NodeId id)
    {
        foreach (var node in Nodes)
        {
            if (node.Id == id) return node;
        }

        return null;
    }
}
