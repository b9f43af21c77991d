namespace FlowBuilder.Core.Memory;

/// <summary>How much is remembered for one owner.</summary>
/// <param name="Owner">Whose memory.</param>
/// <param name="Facts">How many facts.</param>
/// <param name="Summaries">How many summaries.</param>
/// <param name="UpdatedAt">When it last changed, in UTC.</param>
public sealed record MemoryOverview(MemoryOwner Owner, int Facts, int Summaries, DateTimeOffset UpdatedAt);
