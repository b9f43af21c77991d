using System.Collections.Immutable;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>A note that differs between two versions of a flow.</summary>
/// <param name="Id">The note's id.</param>
/// <param name="Kind">Whether it came, went or changed.</param>
public sealed record NoteChange(string Id, ChangeKind Kind)
{
    /// <summary>The note of the older version; null where it was added.</summary>
    public FlowNote? Before { get; init; }

    /// <summary>The note of the newer version; null where it was removed.</summary>
    public FlowNote? After { get; init; }

    /// <summary>What differs in it besides its place and size; of an added or removed note, all that it says.</summary>
    public ImmutableArray<ValueChange> Values { get; init; } = [];

    /// <summary>Whether it stands elsewhere or has another size.</summary>
    public bool IsMoved => Before is not null && After is not null && (Before.Position != After.Position || Before.Size != After.Size);

    /// <summary>Whether nothing but its place and size differs.</summary>
    public bool IsOnlyMoved => IsMoved && Values.IsEmpty;
}
