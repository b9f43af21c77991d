using System.Collections.Immutable;

namespace FlowBuilder.Core.Flows;

/// <summary>What a list of flows shows of one.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="Revision">Raised by every save; 1 at first.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does.</param>
/// <param name="Tags">Words to find it by.</param>
/// <param name="UpdatedAt">When it was last saved, in UTC.</param>
public sealed record FlowSummary(
    string Id,
    long Revision,
    string Name,
    string Description,
    ImmutableArray<string> Tags,
    DateTimeOffset UpdatedAt)
{
    /// <summary>When it went to the bin, in UTC; null for a flow that is not in it.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}
