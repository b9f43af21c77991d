namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>Keeps the rows of the highest scores, in a heap with the worst of them on top; of equal scores the earlier row is the better.</summary>
/// <param name="capacity">The most to keep; 1 or more.</param>
internal sealed class BestRows(int capacity)
{
    private (float Score, int Row)[] _heap = new (float, int)[Math.Min(capacity, 256) + 1];
    private int _count;

    /// <summary>The most that are kept.</summary>
    public int Capacity => capacity;

    /// <summary>Whether as many are kept as may be.</summary>
    public bool IsFull => _count == capacity;

    /// <summary>The score that a row must reach to be kept; below every score while there is room.</summary>
    public float Least => IsFull ? _heap[0].Score : float.NegativeInfinity;

    /// <summary>Keeps a row if it is good enough.</summary>
    public void Add(int row, float score)
    {
        if (!IsFull)
        {
            if (_count == _heap.Length) Array.Resize(ref _heap, Math.Min(2 * _heap.Length, capacity));
            Rise((score, row));
        }
        else if (IsWorse(_heap[0], (score, row)))
        {
            Sink((score, row));
        }
    }

    /// <summary>What is kept, best first.</summary>
    public (float Score, int Row)[] Sorted()
    {
        var sorted = _heap.AsSpan(0, _count).ToArray();
        Array.Sort(sorted, (a, b) => IsWorse(a, b) ? 1 : IsWorse(b, a) ? -1 : 0);
        return sorted;
    }

    private static bool IsWorse((float Score, int Row) a, (float Score, int Row) b) =>
        a.Score < b.Score || (a.Score == b.Score && a.Row > b.Row);

    private void Rise((float Score, int Row) entry)
    {
        var at = _count++;
        for (; at > 0; at = (at - 1) / 2)
        {
            var parent = (at - 1) / 2;
            if (!IsWorse(entry, _heap[parent])) break;
            _heap[at] = _heap[parent];
        }

        _heap[at] = entry;
    }

    private void Sink((float Score, int Row) entry)
    {
        var at = 0;
        for (var child = 1; child < _count; child = 2 * at + 1)
        {
            if (child + 1 < _count && IsWorse(_heap[child + 1], _heap[child])) child++;
            if (!IsWorse(_heap[child], entry)) break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = entry;
    }
}
