namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>Which of the rows that many runs share are needed still: those with events of a run that has not ended and has not all of its own. Thread-safe.</summary>
internal sealed class SharedRows
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<long>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _runs = [];
    private readonly HashSet<long> _free = [];

    /// <summary>A row has been written.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="runs">The runs in it.</param>
    public void Add(long number, IReadOnlyList<string> runs)
    {
        lock (_gate)
        {
            _runs[number] = runs.Count;
            foreach (var runId in runs)
            {
                if (!_rows.TryGetValue(runId, out var rows)) _rows.Add(runId, rows = []);
                rows.Add(number);
            }
        }
    }

    /// <summary>A run has ended, or has all of its events for itself.</summary>
    public void Leave(string runId)
    {
        lock (_gate)
        {
            if (!_rows.Remove(runId, out var rows)) return;
            foreach (var number in rows)
            {
                if (--_runs[number] > 0) continue;
                _runs.Remove(number);
                _free.Add(number);
            }
        }
    }

    /// <summary>The rows that nobody needs any more and that have not been deleted.</summary>
    public IReadOnlyList<long> Free
    {
        get
        {
            lock (_gate) return [.. _free];
        }
    }

    /// <summary>Rows have been deleted.</summary>
    public void Deleted(IReadOnlyList<long> rows)
    {
        if (rows.Count == 0) return;
        lock (_gate) _free.ExceptWith(rows);
    }

    /// <summary>There is no row any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rows.Clear();
            _runs.Clear();
            _free.Clear();
        }
    }
}
