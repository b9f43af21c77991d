using System.Collections;
using System.Collections.Immutable;

namespace FlowBuilder.Core.Values;

/// <summary>Documents in order, best first where they were searched for: the value of a <c>documents</c> port.</summary>
public sealed class DocumentList(ImmutableArray<Document> documents) : IReadOnlyList<Document>
{
    /// <summary>No documents.</summary>
    public static readonly DocumentList Empty = new([]);

    /// <inheritdoc/>
    public int Count => documents.Length;

    /// <inheritdoc/>
    public Document this[int index] => documents[index];

    /// <inheritdoc/>
    public IEnumerator<Document> GetEnumerator() => ((IEnumerable<Document>)documents).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
