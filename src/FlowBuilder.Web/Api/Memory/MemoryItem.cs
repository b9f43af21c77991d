using FlowBuilder.Core.Memory;

namespace FlowBuilder.Web.Api.Memory;

/// <summary>How much is remembered for one person or conversation.</summary>
/// <param name="Kind"><c>user</c> or <c>session</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="FlowId">The flow that a conversation is with; absent for a person.</param>
/// <param name="Facts">How many facts.</param>
/// <param name="Summaries">How many summaries.</param>
/// <param name="UpdatedAt">When it last changed, in UTC.</param>
internal sealed record MemoryItem(MemoryOwnerKind Kind, string Id, string? FlowId, int Facts, int Summaries, DateTimeOffset UpdatedAt)
{
    /// <summary>An owner as the API shows it.</summary>
    public static MemoryItem Of(MemoryOverview overview) => new(
        overview.Owner.Kind, overview.Owner.Id, overview.Owner.FlowId is { Length: > 0 } flow ? flow : null, overview.Facts, overview.Summaries, overview.UpdatedAt);
}
