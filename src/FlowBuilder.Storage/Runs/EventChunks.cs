using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Storage.Runs;

/// <summary>A run's events made ready to be stored: chunks of lines, and the large values that were cut out of them.</summary>
internal sealed class EventChunks
{
    /// <summary>A chunk takes no further event that would make it larger than this many bytes.</summary>
    public const int ChunkBytes = 64 * 1024;

    private readonly List<EventChunk> _chunks = [];
    private readonly Dictionary<BlobHash, byte[]> _blobs = [];

    public IReadOnlyList<EventChunk> Chunks => _chunks;

    public IReadOnlyDictionary<BlobHash, byte[]> Blobs => _blobs;

    /// <exception cref="ArgumentException">The events are not numbered in order.</exception>
    public static EventChunks From(IReadOnlyList<RunEvent> events)
    {
        var result = new EventChunks();
        var lines = new MemoryStream();
        long first = 0, last = 0;
        foreach (var runEvent in events)
        {
            if (runEvent.Seq <= last) throw new ArgumentException($"Event {runEvent.Seq} follows event {last}.", nameof(events));
            var line = EventLine.Write(runEvent, result._blobs);
            if (lines.Length > 0 && lines.Length + line.Length + 1 > ChunkBytes) result.Close(lines, first, last);
            if (lines.Length == 0) first = runEvent.Seq;
            lines.Write(line);
            lines.WriteByte((byte)'\n');
            last = runEvent.Seq;
        }

        if (lines.Length > 0) result.Close(lines, first, last);
        return result;
    }

    private void Close(MemoryStream lines, long first, long last)
    {
        _chunks.Add(new EventChunk(first, last, lines.ToArray()));
        lines.SetLength(0);
    }
}
