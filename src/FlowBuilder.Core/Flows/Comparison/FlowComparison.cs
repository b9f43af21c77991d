using System.Collections.Immutable;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>What differs between two versions of a flow, by node, setting and wire, in the terms in which people drew it.</summary>
/// <remarks>Nodes and notes are told apart by their ids, wires by their ends. Defaults that one file spells out are no difference.</remarks>
public sealed record FlowComparison
{
    /// <summary>What differs in the flow's own words: <c>name</c>, <c>description</c>, <c>tags</c> and unknown members.</summary>
    public ImmutableArray<ValueChange> Facts { get; init; } = [];

    /// <summary>The nodes that differ: those of the newer version in its order, then those that were removed.</summary>
    public ImmutableArray<NodeChange> Nodes { get; init; } = [];

    /// <summary>The wires that differ: those of the newer version in its order, then those that were removed.</summary>
    public ImmutableArray<WireChange> Wires { get; init; } = [];

    /// <summary>The ports whose wires arrive in another order.</summary>
    public ImmutableArray<WireOrderChange> WireOrders { get; init; } = [];

    /// <summary>The notes that differ: those of the newer version in its order, then those that were removed.</summary>
    public ImmutableArray<NoteChange> Notes { get; init; } = [];

    /// <summary>Whether the nodes that both versions have stand in another order, which is the order of the flow's inputs and results.</summary>
    public bool IsNodeOrderChanged { get; init; }

    /// <summary>Whether nothing differs, places included.</summary>
    public bool IsSame => Facts.IsEmpty && Nodes.IsEmpty && Wires.IsEmpty && WireOrders.IsEmpty && Notes.IsEmpty && !IsNodeOrderChanged;

    /// <summary>The nodes and notes that only stand elsewhere.</summary>
    public int OnlyMoved => Nodes.Count(node => node.IsOnlyMoved) + Notes.Count(note => note.IsOnlyMoved);

    /// <summary>Compares two versions of a flow.</summary>
    /// <param name="before">The older version.</param>
    /// <param name="after">The newer version.</param>
    /// <param name="catalogue">The node types, for names and defaults; nodes of other types are compared as they stand in the file.</param>
    public static FlowComparison Of(Flow before, Flow after, NodeCatalogue catalogue) => new FlowComparer(catalogue).Compare(before, after);

    /// <summary>The same without what only stands elsewhere.</summary>
    public FlowComparison WithoutLayout() => this with
    {
        Nodes = Nodes.RemoveAll(node => node.IsOnlyMoved),
        Notes = Notes.RemoveAll(note => note.IsOnlyMoved),
    };
}
