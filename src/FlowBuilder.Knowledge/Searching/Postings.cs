namespace FlowBuilder.Knowledge.Searching;

/// <summary>For each term, the texts that hold it, in three flat arrays.</summary>
/// <param name="termIds">The number of each term.</param>
/// <param name="starts">Where each term's texts start; one more than there are terms.</param>
/// <param name="texts">Indices of texts, ascending within a term.</param>
/// <param name="counts">How often the text holds the term, 255 at most; parallel to <paramref name="texts"/>.</param>
internal sealed class Postings(Dictionary<string, int> termIds, int[] starts, int[] texts, byte[] counts)
{
    /// <summary>How many texts hold a term.</summary>
    public int Frequency(string term) => termIds.TryGetValue(term, out var id) ? starts[id + 1] - starts[id] : 0;

    /// <summary>The texts that hold a term.</summary>
    public ReadOnlySpan<int> Texts(string term) =>
        termIds.TryGetValue(term, out var id) ? texts.AsSpan(starts[id], starts[id + 1] - starts[id]) : [];

    /// <summary>How often each of <see cref="Texts"/> holds the term.</summary>
    public ReadOnlySpan<byte> Counts(string term) =>
        termIds.TryGetValue(term, out var id) ? counts.AsSpan(starts[id], starts[id + 1] - starts[id]) : [];
}
