namespace FlowBuilder.Storage.Runs;

/// <summary>A value that was cut out of an event.</summary>
/// <param name="At">Where in the event's bytes, as they stand in its line.</param>
/// <param name="Hash">The blob that belongs there.</param>
internal sealed record EventCut(int At, string Hash);
