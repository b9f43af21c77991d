using System.Collections.Concurrent;

namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>Remembers which rows a search has seen; emptied in no time, and used again by the next.</summary>
internal sealed class VisitedRows
{
    private static readonly ConcurrentBag<VisitedRows> Unused = [];

    private int[] _marks = [];
    private int _mark;

    /// <summary>An empty one for rows below a number.</summary>
    public static VisitedRows Rent(int rows)
    {
        if (!Unused.TryTake(out var visited)) visited = new VisitedRows();
        if (visited._marks.Length < rows || visited._mark == int.MaxValue)
        {
            visited._marks = new int[Math.Max(rows, visited._marks.Length)];
            visited._mark = 0;
        }

        visited._mark++;
        return visited;
    }

    /// <summary>Gives it back.</summary>
    public void Return()
    {
        if (Unused.Count < Environment.ProcessorCount) Unused.Add(this);
    }

    /// <summary>Remembers a row; whether it is new. Rows that came after the renting count as seen.</summary>
    public bool Add(int row)
    {
        if (row >= _marks.Length || _marks[row] == _mark) return false;
        _marks[row] = _mark;
        return true;
    }
}
