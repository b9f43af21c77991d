using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>The metadata of one chunk after the other, out of columns.</summary>
/// <param name="columns">Values by the chunks' numbers, by field.</param>
internal sealed class FactsOfChunk(IReadOnlyDictionary<string, Dictionary<long, string>> columns) : IReadOnlyDictionary<string, string>
{
    /// <summary>The chunk.</summary>
    public long Number { get; set; }

    /// <inheritdoc/>
    public IEnumerable<string> Keys => columns.Keys.Where(ContainsKey);

    /// <inheritdoc/>
    public IEnumerable<string> Values => Keys.Select(key => this[key]);

    /// <inheritdoc/>
    public int Count => Keys.Count();

    /// <inheritdoc/>
    public string this[string key] => columns[key][Number];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => columns.TryGetValue(key, out var column) && column.ContainsKey(Number);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        return columns.TryGetValue(key, out var column) && column.TryGetValue(Number, out value);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Keys.Select(key => KeyValuePair.Create(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
