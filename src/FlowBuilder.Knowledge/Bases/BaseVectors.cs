using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>The vector index of a knowledge base in memory, brought up to the store when it is asked for.</summary>
/// <remarks>
/// Its graph, where there are vectors enough for one, is linked beside the searches, which look at every vector not yet in it: a search
/// never waits for it. A linked graph is kept in a file.
/// </remarks>
/// <param name="baseId">The knowledge base.</param>
/// <param name="model">The model whose vectors it holds.</param>
/// <param name="files">Keeps the index; null where none is kept.</param>
/// <param name="exactUpTo">Up to how many vectors there is no graph.</param>
internal sealed class BaseVectors(string baseId, string model, VectorFiles? files, int exactUpTo = VectorIndex.ExactUpTo) : IDisposable
{
    // About a fifth of a second: as long as a search may wait that finds the store changed.
    private const int LinkAtOnce = 200;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<long> _keys = [];
    private volatile VectorIndex? _index;
    private long _stamp = -1;
    private int _isLinking;

    /// <summary>The model whose vectors it holds.</summary>
    public string Model => model;

    /// <summary>Ends when the linking does that is under way.</summary>
    public Task Linked { get; private set; } = Task.CompletedTask;

    /// <summary>The index as the store is now; null where there is no vector.</summary>
    public async ValueTask<VectorIndex?> CurrentAsync(IKnowledgeChunks chunks, CancellationToken cancellationToken)
    {
        var stamp = await chunks.StampAsync(baseId, cancellationToken).ConfigureAwait(false);
        if (stamp == Volatile.Read(ref _stamp)) return Linking(_index);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (stamp is { } now && now != _stamp) await RefreshAsync(chunks, now, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }

        return Linking(_index);
    }

    /// <summary>Ends the linking, and keeps nothing more.</summary>
    public void Dispose() => _ending.Cancel();

    // The stamp was read first: what changes meanwhile is seen once too often rather than never.
    private async Task RefreshAsync(IKnowledgeChunks chunks, long stamp, CancellationToken cancellationToken)
    {
        if (_stamp == -1 && _index is null && files is not null) await ReadAsync(files, cancellationToken).ConfigureAwait(false);
        var found = (await chunks.NumbersAsync(baseId, cancellationToken).ConfigureAwait(false)).ToHashSet();
        var vectors = await chunks.VectorsAsync(baseId, model, [.. found.Where(key => !_keys.Contains(key))], cancellationToken).ConfigureAwait(false);
        var index = _index;
        foreach (var key in _keys.Where(key => !found.Contains(key)).ToList())
        {
            index!.Remove(key);
            _keys.Remove(key);
        }

        if (index is { Count: 0 }) index = null;
        foreach (var (key, vector) in vectors)
        {
            index ??= new VectorIndex(vector.Length, exactUpTo);
            index.Add(key, vector);
            _keys.Add(key);
        }

        _index = index is not null && index.Removed > index.Count ? index.Compacted() : index;
        Volatile.Write(ref _stamp, stamp);
    }

    private async Task ReadAsync(VectorFiles kept, CancellationToken cancellationToken)
    {
        if (await kept.ReadAsync(baseId, model, exactUpTo, cancellationToken).ConfigureAwait(false) is not { } index) return;
        _keys.UnionWith(index.Keys);
        _index = index;
    }

    private VectorIndex? Linking(VectorIndex? index)
    {
        if (index is { IsLinked: false } && Interlocked.Exchange(ref _isLinking, 1) == 0) Linked = Task.Run(LinkAsync, CancellationToken.None);
        return index;
    }

    private async Task LinkAsync()
    {
        try
        {
            var isChanged = false;
            for (var isLinked = false; !isLinked;)
            {
                await _writing.WaitAsync(_ending.Token).ConfigureAwait(false);
                try
                {
                    if (_index is not { } index) return;
                    isChanged |= !index.IsLinked;
                    isLinked = index.LinkSome(LinkAtOnce);
                    if (isLinked && isChanged && files is not null) await files.WriteAsync(baseId, model, index, _ending.Token).ConfigureAwait(false);
                }
                finally
                {
                    _writing.Release();
                }
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The next start links what is missing.
        }
        finally
        {
            Volatile.Write(ref _isLinking, 0);
        }
    }
}
