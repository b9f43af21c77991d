using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Storage.Runs;

/// <summary>The lines of a chunk.</summary>
internal static class EventLines
{
    /// <summary>Where each line stands, without its line feed.</summary>
    public static IEnumerable<Range> Of(byte[] lines)
    {
        for (var start = 0; start < lines.Length;)
        {
            var end = Array.IndexOf(lines, (byte)'\n', start);
            yield return start..end;
            start = end + 1;
        }
    }

    /// <summary>The events of a chunk.</summary>
    /// <param name="lines">The chunk.</param>
    /// <param name="blobsOf">Gives the contents of values that were cut out.</param>
    public static IEnumerable<RunEvent> Read(byte[] lines, Func<IReadOnlyList<EventCut>, IReadOnlyDictionary<BlobHash, byte[]>> blobsOf)
    {
        foreach (var range in Of(lines))
        {
            var line = lines.AsMemory(range);
            var cuts = EventLine.Cuts(line.Span);
            yield return EventLine.Read(line.Span, cuts, cuts.Count == 0 ? new Dictionary<BlobHash, byte[]>() : blobsOf(cuts));
        }
    }
}
