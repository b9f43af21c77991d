using System.Collections.Concurrent;

namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>Finds the vectors most like a query: by looking at every one while they are few, over a graph when they are many.</summary>
/// <remarks>
/// <para>Any number of threads may search while one writes (<see cref="Add"/>, <see cref="Remove"/>, <see cref="Link"/>,
/// <see cref="SaveAsync"/>); a second writer at the same time is refused with an <see cref="InvalidOperationException"/>.</para>
/// <para>Likeness is the cosine. Up to 20,000 vectors every one is looked at, which is exact; from there on <see cref="Link"/> takes
/// them into a graph (<see cref="HnswGraph"/>), which finds nearly always the same in a fraction of the time, and vectors not yet
/// in the graph are still looked at one by one: what was added is found at once, and linking may come later. Whether it does find
/// the same is tried out meanwhile (<see cref="GraphTrial"/>): vectors for which it does not are looked at one by one as before.</para>
/// <para>A removed vector keeps its room until <see cref="Compacted"/> makes an index without it.</para>
/// </remarks>
public sealed class VectorIndex
{
    /// <summary>The most components a vector may have.</summary>
    public const int MostDimensions = 16_384;

    /// <summary>Up to how many vectors there is no graph, where nothing else is said.</summary>
    internal const int ExactUpTo = 20_000;

    // A set that holds fewer than this share of the vectors is looked at one by one: the graph would lead past too many others.
    private const int FewOf = 20;

    private readonly ConcurrentDictionary<long, int> _rowOf = new();
    private readonly VectorRows _rows;
    private readonly HnswGraph _graph;
    private readonly GraphTrial _trial;
    private readonly int _exactUpTo;
    private int _isWriting;

    /// <summary>An empty index.</summary>
    /// <param name="dimensions">The components of every vector, from 1 to <see cref="MostDimensions"/>.</param>
    public VectorIndex(int dimensions) : this(dimensions, ExactUpTo)
    {
    }

    internal VectorIndex(int dimensions, int exactUpTo, ulong seed = 0, GraphTrial? trial = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MostDimensions);
        _rows = new VectorRows(dimensions);
        _graph = new HnswGraph(_rows, seed);
        _trial = trial ?? new GraphTrial();
        _exactUpTo = exactUpTo;
    }

    /// <summary>The components of every vector.</summary>
    public int Dimensions => _rows.Dimensions;

    /// <summary>How many vectors can be found.</summary>
    public int Count => _rowOf.Count;

    /// <summary>How many vectors were removed or replaced and still take room.</summary>
    public int Removed => _rows.Count - _rowOf.Count;

    /// <summary>Whether every vector is in the graph, or there are too few for one, or a graph does not find these vectors.</summary>
    public bool IsLinked => _rows.Count <= _exactUpTo || _graph.Count == _rows.Count || _trial.IsHopeless;

    /// <summary>How broadly the graph is searched (ef of the paper); 0 where every vector is looked at, because it misses too many.</summary>
    internal int Breadth => _trial.Breadth;

    /// <summary>The keys of all vectors, in no order.</summary>
    public IEnumerable<long> Keys => _rowOf.Keys;

    /// <summary>Adds a vector, in place of the one that the key had before.</summary>
    /// <param name="key">The caller's own number for it.</param>
    /// <param name="vector">Of any length; only its direction counts.</param>
    /// <exception cref="ArgumentException">It has another number of components, or one that is no finite number.</exception>
    public void Add(long key, ReadOnlySpan<float> vector)
    {
        var unit = UnitOf(vector);
        Write(() =>
        {
            var replaced = _rowOf.TryGetValue(key, out var old);
            _rowOf[key] = _rows.Add(key, unit);
            if (replaced) _rows.Remove(old);
        });
    }

    /// <summary>Removes a vector; whether it was there.</summary>
    /// <param name="key">Its key.</param>
    public bool Remove(long key)
    {
        var removed = false;
        Write(() =>
        {
            removed = _rowOf.TryRemove(key, out var row);
            if (removed) _rows.Remove(row);
        });
        return removed;
    }

    /// <summary>The vector of a key, brought to unit length; empty where there is none.</summary>
    /// <param name="key">Its key.</param>
    public ReadOnlySpan<float> VectorOf(long key) => _rowOf.TryGetValue(key, out var row) ? _rows[row] : [];

    /// <summary>Takes the vectors added since into the graph, if there are enough for one; about a millisecond for each.</summary>
    /// <param name="cancellationToken">Ends it between two vectors; what was linked stays.</param>
    public void Link(CancellationToken cancellationToken = default) => Write(() =>
    {
        while (!IsLinked)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LinkNext();
        }
    });

    /// <summary>Takes some of the vectors added since into the graph; whether it then <see cref="IsLinked"/>.</summary>
    /// <param name="most">How many at most.</param>
    public bool LinkSome(int most)
    {
        Write(() =>
        {
            for (var linked = 0; linked < most && !IsLinked; linked++) LinkNext();
        });
        return IsLinked;
    }

    /// <summary>The vectors most like a query, the most alike first; of equals, the one added earlier first.</summary>
    /// <param name="query">Of any length; only its direction counts.</param>
    /// <param name="top">The most to give.</param>
    /// <param name="filter">What may be found; null for all.</param>
    /// <exception cref="ArgumentException">The query has another number of components, or one that is no finite number.</exception>
    public IReadOnlyList<VectorHit> Search(ReadOnlySpan<float> query, int top, VectorFilter? filter = null) =>
        Search(query, top, filter, _trial.Breadth);

    /// <summary>The same, saying how broadly the graph is searched: ef of the paper; 0 for not at all.</summary>
    internal IReadOnlyList<VectorHit> Search(ReadOnlySpan<float> query, int top, VectorFilter? filter, int breadth)
    {
        var unit = UnitOf(query);
        if (top <= 0 || Count == 0) return [];
        Func<int, bool>? accepts = filter is null ? null : row => filter.Allows(_rows.KeyOf(row));
        var best = new BestRows(Math.Max(top, _graph.Count > 0 ? breadth : 0));
        if (filter?.Among is { } among && among.Count < _rows.Count / FewOf)
        {
            ExactSearch.Among(_rows, RowsOf(among), unit, best, accepts);
        }
        else
        {
            var linked = breadth > 0 ? _graph.Count : 0;
            if (linked > 0) _graph.Search(unit, best, linked, accepts);
            ExactSearch.Scan(_rows, linked, unit, best, accepts);
        }

        return Hits(best, top);
    }

    /// <summary>An index with the same vectors, without the removed ones; link it before use.</summary>
    public VectorIndex Compacted()
    {
        var compacted = new VectorIndex(Dimensions, _exactUpTo, _graph.Seed);
        for (var row = 0; row < _rows.Count; row++)
        {
            if (!_rows.IsRemoved(row)) compacted.Add(_rows.KeyOf(row), _rows[row]);
        }

        return compacted;
    }

    /// <summary>Writes the index with its graph, and a checksum at the end.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task SaveAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        Enter();
        try
        {
            await VectorIndexFile.WriteAsync(_rows, _graph, _trial.Breadth, stream, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    /// <summary>Reads an index that was saved; it finds the same as the one that was written.</summary>
    /// <param name="stream">Where from; left open.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">It is no such index, one of another version, or was damaged.</exception>
    public static Task<VectorIndex> LoadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        LoadAsync(stream, ExactUpTo, cancellationToken);

    internal static async Task<VectorIndex> LoadAsync(Stream stream, int exactUpTo, CancellationToken cancellationToken)
    {
        var file = await VectorIndexFile.ReadHeaderAsync(stream, cancellationToken).ConfigureAwait(false);
        var index = new VectorIndex(file.Dimensions, exactUpTo, file.Seed);
        index._trial.Restore(file.Breadth);
        await file.ReadIntoAsync(index._rows, index._graph, cancellationToken).ConfigureAwait(false);
        for (var row = 0; row < index._rows.Count; row++)
        {
            if (!index._rows.IsRemoved(row)) index._rowOf[index._rows.KeyOf(row)] = row;
        }

        return index;
    }

    private void LinkNext()
    {
        _trial.BeforeLinking(_graph.Count, _rows, _graph);
        _graph.AddNext();
    }

    private IEnumerable<int> RowsOf(IReadOnlySet<long> keys)
    {
        foreach (var key in keys)
        {
            if (_rowOf.TryGetValue(key, out var row)) yield return row;
        }
    }

    // A vector that is replaced at this moment may have been found by both of its rows: the newer one counts.
    private List<VectorHit> Hits(BestRows best, int top)
    {
        var hits = new List<VectorHit>(Math.Min(top, best.Capacity));
        foreach (var (score, row) in best.Sorted())
        {
            if (hits.Count == top) break;
            var key = _rows.KeyOf(row);
            if (_rowOf.TryGetValue(key, out var current) && current == row) hits.Add(new VectorHit(key, Math.Clamp(score, -1, 1)));
        }

        return hits;
    }

    private float[] UnitOf(ReadOnlySpan<float> vector) => vector.Length == Dimensions
        ? VectorRows.Unit(vector)
        : throw new ArgumentException($"The vector has {vector.Length} components; those of this index have {Dimensions}.", nameof(vector));

    private void Write(Action change)
    {
        Enter();
        try
        {
            change();
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _isWriting, 1) == 1) throw new InvalidOperationException("Another thread is writing to this vector index.");
    }
}
