namespace FlowBuilder.Storage.Runs;

/// <summary>Consecutive events of a run, as lines that each end with a line feed.</summary>
/// <param name="FirstSeq">The first event's number.</param>
/// <param name="LastSeq">The last event's number.</param>
/// <param name="Lines">One <see cref="EventLine"/> per event.</param>
internal sealed record EventChunk(long FirstSeq, long LastSeq, byte[] Lines);
