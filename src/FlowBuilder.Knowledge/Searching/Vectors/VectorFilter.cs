namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>Says which vectors a search may find; one that fails either of both is passed over.</summary>
/// <param name="Among">The keys that may be found; null for all. A small set is the faster the smaller it is.</param>
/// <param name="Accepts">
/// Whether a key may be found; null for all. Asked only of those that are near enough, from several threads at once.
/// </param>
public sealed record VectorFilter(IReadOnlySet<long>? Among = null, Func<long, bool>? Accepts = null)
{
    /// <summary>Whether a key may be found.</summary>
    /// <param name="key">The key.</param>
    public bool Allows(long key) => Among?.Contains(key) != false && Accepts?.Invoke(key) != false;
}
