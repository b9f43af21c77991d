using System.Runtime.InteropServices;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Collects the terms of texts one after the other, and turns them into postings.</summary>
internal sealed class PostingsBuilder
{
    private readonly Dictionary<string, int> _termIds = new(StringComparer.Ordinal);
    private readonly List<int> _frequencies = [];
    private readonly List<int> _terms = [];
    private readonly List<byte> _counts = [];
    private readonly List<int> _ends = [];
    private readonly Dictionary<int, int> _current = [];

    /// <summary>Adds the terms of the next text.</summary>
    public void Add(List<SearchTerm> terms)
    {
        _current.Clear();
        foreach (var term in terms)
            CollectionsMarshal.GetValueRefOrAddDefault(_current, IdOf(term.Term), out _)++;
        foreach (var (id, count) in _current)
        {
            _terms.Add(id);
            _counts.Add((byte)Math.Min(count, byte.MaxValue));
            _frequencies[id]++;
        }

        _ends.Add(_terms.Count);
    }

    /// <summary>The postings of all texts added.</summary>
    public Postings Build()
    {
        var starts = new int[_frequencies.Count + 1];
        for (var id = 0; id < _frequencies.Count; id++) starts[id + 1] = starts[id] + _frequencies[id];

        var next = starts.AsSpan(0, _frequencies.Count).ToArray();
        var texts = new int[_terms.Count];
        var counts = new byte[_terms.Count];
        var from = 0;
        for (var text = 0; text < _ends.Count; text++)
        {
            for (var i = from; i < _ends[text]; i++)
            {
                var at = next[_terms[i]]++;
                texts[at] = text;
                counts[at] = _counts[i];
            }

            from = _ends[text];
        }

        return new Postings(_termIds, starts, texts, counts);
    }

    private int IdOf(string term)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_termIds, term, out var exists);
        if (exists) return id;
        id = _frequencies.Count;
        _frequencies.Add(0);
        return id;
    }
}
