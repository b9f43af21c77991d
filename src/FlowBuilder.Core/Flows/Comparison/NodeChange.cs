using System.Collections.Immutable;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>A node that differs between two versions of a flow.</summary>
/// <param name="Id">The node.</param>
/// <param name="Kind">Whether it came, went or changed.</param>
/// <param name="Name">Its title in the newer version that has it, or its type's.</param>
public sealed record NodeChange(NodeId Id, ChangeKind Kind, LocalText Name)
{
    /// <summary>The node of the older version; null where it was added.</summary>
    public FlowNode? Before { get; init; }

    /// <summary>The node of the newer version; null where it was removed.</summary>
    public FlowNode? After { get; init; }

    /// <summary>What differs in it besides its place; of an added or removed node, all that it says.</summary>
    public ImmutableArray<ValueChange> Values { get; init; } = [];

    /// <summary>Whether it stands elsewhere.</summary>
    public bool IsMoved => Before is not null && After is not null && Before.Position != After.Position;

    /// <summary>Whether nothing but its place differs.</summary>
    public bool IsOnlyMoved => IsMoved && Values.IsEmpty;

    /// <summary>Whether its title differs.</summary>
    public bool IsRenamed => Before is not null && After is not null && Before.Title != After.Title;

    /// <summary>The values worth showing: those that a form shows, or else the hidden ones.</summary>
    public IEnumerable<ValueChange> Shown => Values.All(value => value.IsHidden) ? Values : Values.Where(value => !value.IsHidden);
}
