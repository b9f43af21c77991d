using System.Buffers;
using System.Globalization;
using System.Text;
using FlowBuilder.Core.Execution.Durability;

namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>Writes groups of many runs one after the other, as rows that they share, without a piece of memory for each. For one thread.</summary>
/// <remarks>Before the lines of each group stands a line <c>bytes run-id</c>, so that an entry can be read without knowing what follows.</remarks>
internal sealed class SharedRowWriter
{
    /// <summary>A row takes no further run when it is larger than this many bytes: below what the runtime takes for large and moves only with everything.</summary>
    private const int FullRow = 64 * 1024;

    // What is large is not to be written twice.
    private const int LargeGroup = 8 * 1024;

    private readonly EventLineWriter _lines = new(LargeGroup);
    private readonly Dictionary<BlobHash, byte[]> _blobs = [];
    private readonly ArrayBufferWriter<byte> _row = new(FullRow + (2 * LargeGroup));
    private readonly List<SharedRow> _rows = [];
    private readonly List<string> _runs = [];

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        _row.ResetWrittenCount();
        _runs.Clear();
        _rows.Clear();
    }

    /// <summary>Adds a group; false where it is too large for a shared row.</summary>
    public bool TryAdd(EventGroup group)
    {
        _lines.Clear();
        foreach (var runEvent in group.Events)
        {
            _lines.Write(runEvent, _blobs);
            if (_lines.Length < LargeGroup && _blobs.Count == 0) continue;
            _blobs.Clear();
            return false;
        }

        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_lines.Length} {group.RunId}\n"), _row);
        _row.Write(_lines.Lines);
        _runs.Add(group.RunId);
        if (_row.WrittenCount > FullRow) Close();
        return true;
    }

    /// <summary>The rows of all groups since the last time.</summary>
    public IReadOnlyList<SharedRow> Take()
    {
        if (_runs.Count > 0) Close();
        SharedRow[] rows = [.. _rows];
        _rows.Clear();
        return rows;
    }

    private void Close()
    {
        _rows.Add(new SharedRow(_row.WrittenSpan.ToArray(), [.. _runs]));
        _row.ResetWrittenCount();
        _runs.Clear();
    }
}
