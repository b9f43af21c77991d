namespace FlowBuilder.Web.Api.Scheduling;

/// <summary>When a rule comes due.</summary>
/// <param name="Description">In words.</param>
/// <param name="TimeZone">The time zone in which it is meant.</param>
/// <param name="Next">The next times, as clocks of the time zone show them.</param>
internal sealed record PreviewItem(string Description, string TimeZone, IReadOnlyList<DateTimeOffset> Next);
