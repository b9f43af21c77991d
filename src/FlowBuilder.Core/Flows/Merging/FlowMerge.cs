using System.Collections.Immutable;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Merging;

/// <summary>What came of merging two versions of a flow that began as one.</summary>
/// <remarks>
/// Edits of different nodes, settings, wires and notes go together. Where both sides changed one value in different ways, one
/// removed what the other changed, or wires do not go together, there is a conflict, and the flow holds what the favoured side
/// says. Places never conflict.
/// </remarks>
/// <param name="Flow">The merged flow, which can be read whether or not there were conflicts.</param>
/// <param name="Conflicts">What a person has to decide.</param>
/// <param name="Remarks">What was done that a person may want to know.</param>
public sealed record FlowMerge(Flow Flow, ImmutableArray<MergeConflict> Conflicts, ImmutableArray<LocalText> Remarks)
{
    /// <summary>Whether there is nothing to decide.</summary>
    public bool IsClean => Conflicts.IsEmpty;

    /// <summary>Merges two versions of a flow.</summary>
    /// <param name="origin">The version that both began as; an empty flow where there was none.</param>
    /// <param name="ours">One version.</param>
    /// <param name="theirs">The other.</param>
    /// <param name="catalogue">The node types.</param>
    /// <param name="favored">Whose word stands in the merged flow where they conflict.</param>
    public static FlowMerge Of(Flow origin, Flow ours, Flow theirs, NodeCatalogue catalogue, MergeSide favored = MergeSide.Ours) =>
        new FlowMerger(catalogue, favored).Merge(origin, ours, theirs);
}
