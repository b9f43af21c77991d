using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Execution.Cache;

/// <summary>Keeps what deterministic nodes gave, per flow, least recently used first to go.</summary>
/// <remarks>Thread-safe. Bounded in flows and, for each, in estimated bytes.</remarks>
internal sealed class ResultCache(long bytesPerFlow, int flows)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<FlowEntries> _byUse = new();
    private readonly Dictionary<string, LinkedListNode<FlowEntries>> _byFlow = new(StringComparer.Ordinal);

    public CachedResult? Find(string flow, string key)
    {
        lock (_gate)
        {
            if (!_byFlow.TryGetValue(flow, out var entries)) return null;
            _byUse.Remove(entries);
            _byUse.AddFirst(entries);
            return entries.Value.Find(key);
        }
    }

    public void Keep(string flow, string key, CachedResult result)
    {
        var size = SizeOf(result);
        if (size > bytesPerFlow || flows == 0) return;
        lock (_gate)
        {
            if (!_byFlow.TryGetValue(flow, out var entries))
            {
                entries = _byUse.AddFirst(new FlowEntries(flow));
                _byFlow[flow] = entries;
                if (_byUse.Count > flows)
                {
                    _byFlow.Remove(_byUse.Last!.Value.Flow);
                    _byUse.RemoveLast();
                }
            }

            entries.Value.Add(key, result, size, bytesPerFlow);
        }
    }

    private static long SizeOf(CachedResult result) => 128 + result.Outputs.Sum(output => SizeOf(output.Value));

    private static long SizeOf(object value) => 64 + value switch
    {
        string text => 2L * text.Length,
        DocumentList documents => documents.Sum(document => 256 + 2L * document.Text.Length),
        MessageList messages => messages.Sum(message => 128 + 2L * message.Text.Length),
        FileValue file => file.Content.Length,
        ImageValue image => image.Content.Length,
        Vector vector => 4L * vector.Components.Length,
        System.Text.Json.JsonElement json => 2L * json.GetRawText().Length,
        _ => 64,
    };

    private sealed class FlowEntries(string flow)
    {
        private readonly LinkedList<(string Key, CachedResult Result, long Size)> _byUse = new();
        private readonly Dictionary<string, LinkedListNode<(string Key, CachedResult Result, long Size)>> _byKey = new(StringComparer.Ordinal);
        private long _size;

        public string Flow { get; } = flow;

        public CachedResult? Find(string key)
        {
            if (!_byKey.TryGetValue(key, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Result;
        }

        public void Add(string key, CachedResult result, long size, long limit)
        {
            if (_byKey.ContainsKey(key)) return;
            _byKey[key] = _byUse.AddFirst((key, result, size));
            _size += size;
            while (_size > limit && _byUse.Last is { } last)
            {
                _size -= last.Value.Size;
                _byKey.Remove(last.Value.Key);
                _byUse.RemoveLast();
            }
        }
    }
}
