using System.Numerics;
using System.Numerics.Tensors;
using FlowBuilder.Knowledge.Embedding;

namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>Finds near rows without looking at every one, over a hierarchy of graphs in which neighbours lie near each other.</summary>
/// <remarks>
/// <para>Y. A. Malkov and D. A. Yashunin, <i>Efficient and robust approximate nearest neighbor search using Hierarchical Navigable
/// Small World graphs</i>, IEEE TPAMI 42(4), 2020 (arXiv 1603.09320, 2016): algorithms 1, 2, 4 and 5, with M = 16, twice that on the
/// ground, efConstruction = 100, and pruned neighbours kept where there is room. A removed row stays a step on the way to others
/// and is never found itself.</para>
/// <para>A row's level comes from its number and the seed, so that the same rows in the same order give the same graph.</para>
/// <para>One thread may add rows while any number search.</para>
/// </remarks>
/// <param name="rows">The vectors.</param>
/// <param name="seed">Decides the levels.</param>
internal sealed class HnswGraph(VectorRows rows, ulong seed)
{
    private const int BreadthOfBuilding = 100;
    private const int HighestLevel = 12;

    private readonly HnswLinks _links = new();
    private int _count;
    private int _entry = -1;

    /// <summary>The rows of the graph: those below this number.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Decides the levels.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>The row where searches begin; −1 while the graph is empty.</summary>
    public int Entry => Volatile.Read(ref _entry);

    /// <summary>The neighbours of the rows.</summary>
    public HnswLinks Links => _links;

    /// <summary>The level up to which a row reaches: l or more with the probability M⁻ˡ, by leading zeros of a hash.</summary>
    public int LevelOf(int row) =>
        Math.Min(HighestLevel, BitOperations.LeadingZeroCount(StableHash.Mixed(Seed ^ StableHash.Mixed((ulong)row + 1))) / BitOperations.Log2(HnswLinks.Most));

    /// <summary>Adds the next row.</summary>
    public void AddNext()
    {
        var row = _count;
        var level = LevelOf(row);
        _links.Add(row, level);
        if (_entry >= 0) Connect(row, level);
        if (_entry < 0 || level > LevelOf(_entry)) Volatile.Write(ref _entry, row);
        Volatile.Write(ref _count, row + 1);
    }

    /// <summary>Adds to the best what is found near a query.</summary>
    /// <param name="query">Of unit length.</param>
    /// <param name="best">Takes what is found; its capacity is ef of the paper.</param>
    /// <param name="below">Only rows below this number are found.</param>
    /// <param name="accepts">Whether a row may be found; null for all.</param>
    public void Search(ReadOnlySpan<float> query, BestRows best, int below, Func<int, bool>? accepts)
    {
        var entry = Entry;
        if (entry < 0) return;
        var start = Descend(query, (TensorPrimitives.Dot(query, rows[entry]), entry), LevelOf(entry), 0);
        SearchLevel(query, [start], best, 0, row => row < below && !rows.IsRemoved(row) && accepts?.Invoke(row) != false);
    }

    /// <summary>Takes over a graph that was saved; its links must be in place.</summary>
    public void Restore(int count, int entry)
    {
        _count = count;
        _entry = entry;
    }

    // All of the row's own lists stand before any list leads to it, the ground first: whoever comes to it can go on.
    private void Connect(int row, int level)
    {
        var query = rows[row];
        var top = LevelOf(_entry);
        (float Score, int Row)[] starts = [Descend(query, (TensorPrimitives.Dot(query, rows[_entry]), _entry), top, Math.Min(level, top))];
        var chosen = new int[Math.Min(level, top) + 1][];
        for (var at = chosen.Length - 1; at >= 0; at--)
        {
            var near = new BestRows(BreadthOfBuilding);
            SearchLevel(query, starts, near, at, accepts: null);
            starts = near.Sorted();
            chosen[at] = HnswNeighbours.Choose(rows, starts, HnswLinks.Most);
            _links.Write(row, at, chosen[at]);
        }

        for (var at = 0; at < chosen.Length; at++)
        {
            foreach (var neighbour in chosen[at]) LinkBack(neighbour, row, at);
        }
    }

    private void LinkBack(int row, int added, int level)
    {
        if (_links.TryAppend(row, level, added)) return;
        Span<int> neighbours = stackalloc int[HnswLinks.MostOnGround];
        var count = _links.Read(row, level, neighbours);
        var candidates = new BestRows(count + 1);
        foreach (var neighbour in neighbours[..count]) candidates.Add(neighbour, TensorPrimitives.Dot(rows[row], rows[neighbour]));
        candidates.Add(added, TensorPrimitives.Dot(rows[row], rows[added]));
        _links.Write(row, level, HnswNeighbours.Choose(rows, candidates.Sorted(), level == 0 ? HnswLinks.MostOnGround : HnswLinks.Most));
    }

    // Algorithm 2 with ef = 1: from the nearest to the nearest of its neighbours, level by level, while it gets nearer.
    private (float Score, int Row) Descend(ReadOnlySpan<float> query, (float Score, int Row) start, int from, int to)
    {
        Span<int> neighbours = stackalloc int[HnswLinks.MostOnGround];
        var nearest = start;
        for (var level = from; level > to; level--)
        {
            for (var moved = true; moved;)
            {
                moved = false;
                var count = _links.Read(nearest.Row, level, neighbours);
                foreach (var row in neighbours[..count])
                {
                    var score = TensorPrimitives.Dot(query, rows[row]);
                    if (score <= nearest.Score) continue;
                    nearest = (score, row);
                    moved = true;
                }
            }
        }

        return nearest;
    }

    // Algorithm 2. Rows that are not accepted are gone through all the same.
    private void SearchLevel(ReadOnlySpan<float> query, (float Score, int Row)[] starts, BestRows best, int level, Func<int, bool>? accepts)
    {
        var visited = VisitedRows.Rent(rows.Count);
        var open = new PriorityQueue<int, float>();
        foreach (var (score, row) in starts) Visit(row, score);

        Span<int> neighbours = stackalloc int[HnswLinks.MostOnGround];
        while (open.TryDequeue(out var row, out var minusScore) && -minusScore >= best.Least)
        {
            var count = _links.Read(row, level, neighbours);
            foreach (var neighbour in neighbours[..count])
            {
                if (!visited.Add(neighbour)) continue;
                var score = TensorPrimitives.Dot(query, rows[neighbour]);
                if (score > best.Least) Take(neighbour, score);
            }
        }

        visited.Return();

        void Visit(int row, float score)
        {
            if (visited.Add(row)) Take(row, score);
        }

        void Take(int row, float score)
        {
            open.Enqueue(row, -score);
            if (accepts is null || accepts(row)) best.Add(row, score);
        }
    }
}
