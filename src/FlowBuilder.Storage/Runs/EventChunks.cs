using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Storage.Runs;

/// <summary>A run's events made ready to be stored: chunks of lines, and the large values that were cut out of them.</summary>
internal sealed class EventChunks
{
    /// <summary>A chunk takes no further event that would make it larger than this many bytes.</summary>
    public const int ChunkBytes = 64 * 1024;

    // Below what the runtime takes for large and moves only with everything.
    private const int FewEvents = 8;
    private const int FewBytes = 4 * 1024;

    private readonly List<EventChunk> _chunks = [];
    private readonly Dictionary<BlobHash, byte[]> _blobs = [];

    public IReadOnlyList<EventChunk> Chunks => _chunks;

    public IReadOnlyDictionary<BlobHash, byte[]> Blobs => _blobs;

    /// <exception cref="ArgumentException">The events are not numbered in order.</exception>
    public static EventChunks From(IReadOnlyList<RunEvent> events)
    {
        var result = new EventChunks();
        var lines = new EventLineWriter(events.Count < FewEvents ? FewBytes : ChunkBytes + FewBytes);
        long first = 0, last = 0;
        foreach (var runEvent in events)
        {
            if (runEvent.Seq <= last) throw new ArgumentException($"Event {runEvent.Seq} follows event {last}.", nameof(events));
            var before = lines.Length;
            lines.Write(runEvent, result._blobs);
            if (before == 0)
            {
                first = runEvent.Seq;
            }
            else if (lines.Length > ChunkBytes)
            {
                result.Add(first, last, lines.Lines[..before]);
                first = runEvent.Seq;
                lines.RemoveBefore(before);
            }

            last = runEvent.Seq;
        }

        if (lines.Length > 0) result.Add(first, last, lines.Lines);
        return result;
    }

    private void Add(long first, long last, ReadOnlySpan<byte> lines) => _chunks.Add(new EventChunk(first, last, lines.ToArray()));
}
