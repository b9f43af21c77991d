using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Storage.Runs;

/// <summary>
/// One event as one line of JSON. Where it holds large values, each is cut out as a blob: the line is then
/// <c>{"cuts":[{"at":123,"hash":"…"}],"event":{…}}</c>, where the event has <c>null</c> in the place of each, and
/// <c>at</c> is that place in its bytes. Putting the blobs back gives the event's own bytes.
/// </summary>
internal static class EventLine
{
    /// <summary>Values above this size in bytes are cut out.</summary>
    public const int LargeValue = 16 * 1024;

    private static readonly byte[] Null = "null"u8.ToArray();

    /// <summary>Writes an event; adds what was cut out to <paramref name="blobs"/>.</summary>
    public static byte[] Write(RunEvent runEvent, IDictionary<BlobHash, byte[]> blobs)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(runEvent, ArchiveJson.Options);
        if (json.Length <= LargeValue) return json;
        var values = LargeValues.Find(json);
        if (values.Count == 0) return json;

        var whole = new MemoryStream();
        var cuts = new List<EventCut>();
        var copied = 0;
        foreach (var value in values)
        {
            whole.Write(json.AsSpan(copied..value.Start));
            copied = value.End.Value;
            var content = json[value];
            var hash = BlobHash.Of(content);
            blobs.TryAdd(hash, content);
            cuts.Add(new EventCut((int)whole.Length, hash.Hex));
            whole.Write(Null);
        }

        whole.Write(json.AsSpan(copied..));
        return [.. "{\"cuts\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(cuts, ArchiveJson.Options), .. ",\"event\":"u8, .. whole.ToArray(), (byte)'}'];
    }

    /// <summary>The cuts of a line, empty for a plain one. An event never has a member of that name.</summary>
    public static IReadOnlyList<EventCut> Cuts(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("{\"cuts\":"u8)) return [];
        return JsonSerializer.Deserialize<CutLine>(line, ArchiveJson.Options)!.Cuts;
    }

    /// <summary>Reads a line back.</summary>
    /// <param name="line">The line without its line feed.</param>
    /// <param name="cuts">What <see cref="Cuts"/> said of it.</param>
    /// <param name="blobs">The content of every one of its cuts.</param>
    public static RunEvent Read(ReadOnlySpan<byte> line, IReadOnlyList<EventCut> cuts, IReadOnlyDictionary<BlobHash, byte[]> blobs)
    {
        if (cuts.Count == 0) return Read(line);

        var marker = ",\"event\":"u8;
        var inner = line[(line.IndexOf(marker) + marker.Length)..^1];
        var whole = new MemoryStream();
        var copied = 0;
        foreach (var cut in cuts)
        {
            whole.Write(inner[copied..cut.At]);
            whole.Write(blobs[new BlobHash(cut.Hash)]);
            copied = cut.At + Null.Length;
        }

        whole.Write(inner[copied..]);
        return Read(whole.GetBuffer().AsSpan(0, (int)whole.Length));
    }

    private static RunEvent Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<RunEvent>(json, ArchiveJson.Options)
        ?? throw new JsonException($"A stored event is null: {Encoding.UTF8.GetString(json)}");

    private sealed record CutLine(IReadOnlyList<EventCut> Cuts);
}
