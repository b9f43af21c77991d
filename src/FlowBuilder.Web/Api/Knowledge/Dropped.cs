namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What came of dropping chunks, or bringing them back.</summary>
/// <param name="Changed">How many are now as they were asked to be.</param>
/// <param name="Missed">The ids of those that are not: they are gone, were changed at this moment, or their document is being worked on.</param>
internal sealed record Dropped(int Changed, IReadOnlyList<string> Missed);
