using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>The vector index of a knowledge base in memory, brought up to the store when it is asked for.</summary>
internal sealed class BaseVectors(string baseId, string model) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly HashSet<long> _keys = [];
    private VectorIndex? _index;
    private long _stamp = -1;

    /// <summary>The model whose vectors it holds.</summary>
    public string Model => model;

    /// <summary>The index as the store is now; null where there is no vector.</summary>
    public async ValueTask<VectorIndex?> CurrentAsync(IKnowledgeChunks chunks, CancellationToken cancellationToken)
    {
        var stamp = await chunks.StampAsync(baseId, cancellationToken).ConfigureAwait(false);
        if (stamp == Volatile.Read(ref _stamp)) return _index;
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (stamp is { } now && now != _stamp) await RefreshAsync(chunks, now, cancellationToken).ConfigureAwait(false);
            return _index;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _refreshing.Dispose();

    // The stamp was read first: what changes meanwhile is seen once too often rather than never.
    private async Task RefreshAsync(IKnowledgeChunks chunks, long stamp, CancellationToken cancellationToken)
    {
        var found = (await chunks.NumbersAsync(baseId, cancellationToken).ConfigureAwait(false)).ToHashSet();
        var gone = _keys.Where(key => !found.Contains(key)).ToList();
        var vectors = await chunks.VectorsAsync(baseId, model, [.. found.Where(key => !_keys.Contains(key))], cancellationToken).ConfigureAwait(false);
        foreach (var key in gone)
        {
            _index?.Remove(key);
            _keys.Remove(key);
        }

        foreach (var (key, vector) in vectors)
        {
            _index ??= new VectorIndex(vector.Length);
            _index.Add(key, vector);
            _keys.Add(key);
        }

        if (_index is { } index)
        {
            if (index.Removed > index.Count) _index = index.Compacted();
            await Task.Run(() => _index.Link(cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        Volatile.Write(ref _stamp, stamp);
    }
}
