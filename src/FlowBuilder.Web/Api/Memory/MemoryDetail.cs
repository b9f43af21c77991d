using FlowBuilder.Core.Memory;

namespace FlowBuilder.Web.Api.Memory;

/// <summary>All that is remembered for one person or conversation.</summary>
/// <param name="Facts">The facts, the one said last first.</param>
/// <param name="Summaries">The summaries, each with the node that made it.</param>
internal sealed record MemoryDetail(IReadOnlyList<MemoryFact> Facts, IReadOnlyList<MemoryDetail.Summary> Summaries)
{
    /// <summary>A summary of a conversation's older part.</summary>
    /// <param name="Node">The node that made it.</param>
    /// <param name="Text">The summary.</param>
    /// <param name="Messages">How many messages it covers.</param>
    /// <param name="UpdatedAt">When it was made, in UTC.</param>
    internal sealed record Summary(string Node, string Text, int Messages, DateTimeOffset UpdatedAt);
}
