using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Core.Execution;

/// <summary>Pieces of text that a journal keeps for those who come later, without an object for each.</summary>
/// <remarks>
/// Of a thousand long answers at once the pieces are most of what is alive, and each collection of the runtime's would have to walk
/// and move them. Here they are a few arrays for each run. Not thread-safe.
/// </remarks>
internal sealed class PackedDeltas
{
    /// <summary>The longest text that is worth packing, in characters.</summary>
    public const int LongestText = 1_024;

    private const int BlockSize = 128;

    private readonly List<Block> _blocks = [];

    /// <summary>Packs an event, whose number is above those of all before.</summary>
    public void Add(NodeDelta delta)
    {
        if (_blocks is not [.., { IsFull: false }]) _blocks.Add(new Block(delta.Seq));
        _blocks[^1].Add(delta);
    }

    /// <summary>The event of a number that was packed.</summary>
    public NodeDelta At(long seq)
    {
        int low = 0, high = _blocks.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_blocks[middle].FirstSeq <= seq) low = middle;
            else high = middle - 1;
        }

        return _blocks[low].At(seq);
    }

    private sealed class Block(long firstSeq)
    {
        private readonly List<(string Node, string Port)> _sources = [];
        private Entry[] _entries = new Entry[8];
        private char[] _text = new char[128];
        private int _count;
        private int _length;

        public long FirstSeq => firstSeq;

        public bool IsFull => _count == BlockSize;

        public void Add(NodeDelta delta)
        {
            if (_count == _entries.Length) Array.Resize(ref _entries, _count * 2);
            if (_length + delta.Text.Length > _text.Length) Array.Resize(ref _text, Math.Max(_length + delta.Text.Length, _text.Length * 2));
            delta.Text.CopyTo(0, _text, _length, delta.Text.Length);
            _length += delta.Text.Length;
            _entries[_count++] = new Entry((int)(delta.Seq - firstSeq), SourceOf(delta), _length, delta.Time.UtcTicks);
        }

        public NodeDelta At(long seq)
        {
            int low = 0, high = _count - 1;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (firstSeq + _entries[middle].Offset < seq) low = middle + 1;
                else high = middle;
            }

            var entry = _entries[low];
            var start = low == 0 ? 0 : _entries[low - 1].End;
            var (node, port) = _sources[entry.Source];
            return new NodeDelta
            {
                Seq = seq,
                Time = new DateTimeOffset(entry.Ticks, TimeSpan.Zero),
                Node = node,
                Port = port,
                Text = new string(_text, start, entry.End - start),
            };
        }

        // A port says many pieces in a row, or two take turns.
        private int SourceOf(NodeDelta delta)
        {
            var source = _sources.LastIndexOf((delta.Node, delta.Port));
            if (source >= 0) return source;
            _sources.Add((delta.Node, delta.Port));
            return _sources.Count - 1;
        }

        private readonly record struct Entry(int Offset, int Source, int End, long Ticks);
    }
}
