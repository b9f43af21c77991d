using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Searching.Filters;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Says which chunks of a knowledge base meet a condition on their metadata.</summary>
/// <remarks>
/// Of the metadata, only the fields that conditions asked for are held, and what conditions let through, until the knowledge base
/// changes: a flow asks with the same condition again and again.
/// </remarks>
internal sealed class BaseFacts(string baseId) : IDisposable
{
    private const int MostSets = 16;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, Dictionary<long, string>> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlySet<long>> _sets = new(StringComparer.Ordinal);
    private HashSet<long> _numbers = [];
    private long _stamp = -1;

    /// <summary>The numbers of the chunks that meet a condition, as the store is now.</summary>
    public async ValueTask<IReadOnlySet<long>> MatchingAsync(IKnowledgeChunks chunks, MetadataFilter filter, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // The stamp is read first: what changes meanwhile is seen once too often rather than never.
            var stamp = await chunks.StampAsync(baseId, cancellationToken).ConfigureAwait(false) ?? 0;
            if (stamp != _stamp) await RefreshAsync(chunks, cancellationToken).ConfigureAwait(false);
            _stamp = stamp;
            List<string> missing = [.. filter.Fields.Distinct(StringComparer.Ordinal).Where(field => !_columns.ContainsKey(field))];
            if (missing.Count > 0) Add(missing, await chunks.FactsAsync(baseId, missing, numbers: null, cancellationToken).ConfigureAwait(false));
            return SetOf(filter, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task RefreshAsync(IKnowledgeChunks chunks, CancellationToken cancellationToken)
    {
        // Until this is through, what is held is of no moment at all.
        _stamp = -1;
        _sets.Clear();
        var now = (await chunks.NumbersAsync(baseId, cancellationToken).ConfigureAwait(false)).ToHashSet();
        foreach (var column in _columns.Values)
        {
            foreach (var number in _numbers.Where(number => !now.Contains(number))) column.Remove(number);
        }

        List<long> added = [.. now.Where(number => !_numbers.Contains(number))];
        List<string> fields = [.. _columns.Keys];
        if (added.Count > 0 && fields.Count > 0)
            Add(fields, await chunks.FactsAsync(baseId, fields, added, cancellationToken).ConfigureAwait(false));
        _numbers = now;
    }

    private void Add(List<string> fields, IReadOnlyList<KeyValuePair<long, string?[]>> rows)
    {
        // Most values stand at many chunks: they are held once.
        var pool = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            if (!_columns.TryGetValue(fields[i], out var column)) _columns[fields[i]] = column = [];
            foreach (var (number, values) in rows)
            {
                if (values[i] is not { } value) continue;
                if (!pool.TryGetValue(value, out var kept)) pool[value] = kept = value;
                column[number] = kept;
            }
        }
    }

    private IReadOnlySet<long> SetOf(MetadataFilter filter, CancellationToken cancellationToken)
    {
        var name = filter.ToJson();
        if (_sets.TryGetValue(name, out var known)) return known;
        cancellationToken.ThrowIfCancellationRequested();
        var facts = new FactsOfChunk(filter.Fields.Distinct(StringComparer.Ordinal).ToDictionary(field => field, field => _columns[field], StringComparer.Ordinal));
        var set = new HashSet<long>();
        foreach (var number in _numbers)
        {
            facts.Number = number;
            if (filter.Matches(facts)) set.Add(number);
        }

        if (_sets.Count >= MostSets) _sets.Clear();
        return _sets[name] = set;
    }
}
