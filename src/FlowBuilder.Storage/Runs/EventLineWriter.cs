using System.Buffers;
using System.Text.Json;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Storage.Runs;

/// <summary>Writes events one after the other, one <see cref="EventLine"/> and a line feed each. For one thread.</summary>
/// <param name="capacity">Bytes to begin with.</param>
internal sealed class EventLineWriter(int capacity)
{
    private readonly ArrayBufferWriter<byte> _lines = new(capacity);
    private Utf8JsonWriter? _json;

    /// <summary>How many bytes there are.</summary>
    public int Length => _lines.WrittenCount;

    /// <summary>The lines.</summary>
    public ReadOnlySpan<byte> Lines => _lines.WrittenSpan;

    /// <summary>Adds an event; adds what is cut out of it to <paramref name="blobs"/>.</summary>
    public void Write(RunEvent runEvent, IDictionary<BlobHash, byte[]> blobs)
    {
        if (runEvent is NodeDelta delta && delta.Text.Length < EventLine.LargeValue / 4)
        {
            _json ??= new Utf8JsonWriter(_lines, DeltaJson.Options);
            _json.Reset();
            DeltaJson.Write(_json, delta);
        }
        else
        {
            _lines.Write(EventLine.Write(runEvent, blobs));
        }

        _lines.Write("\n"u8);
    }

    /// <summary>Keeps only what comes from a place on.</summary>
    public void RemoveBefore(int place)
    {
        var rest = _lines.WrittenSpan[place..].ToArray();
        _lines.ResetWrittenCount();
        _lines.Write(rest);
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => _lines.ResetWrittenCount();
}
