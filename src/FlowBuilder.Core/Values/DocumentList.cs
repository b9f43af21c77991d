using System.Collections;
using System.Collections.Immutable;
using System.Globalization;

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

    /// <summary>The documents as one text: their texts joined by blank lines.</summary>
    /// <param name="isNumbered">Whether each begins with <c>[1]</c>, <c>[2]</c>, …, so that an answer can cite it.</param>
    public string ToText(bool isNumbered) => string.Join(
        "\n\n",
        documents.Select((document, index) => isNumbered
            ? string.Create(CultureInfo.InvariantCulture, $"[{index + 1}] {document.Text}")
            : document.Text));

    /// <inheritdoc/>
    public IEnumerator<Document> GetEnumerator() => ((IEnumerable<Document>)documents).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
