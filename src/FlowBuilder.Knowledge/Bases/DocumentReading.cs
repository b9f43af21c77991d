using System.Text;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Cleaning;
using FlowBuilder.Knowledge.Loading;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Reads the texts out of a stored document and cleans them: what is then cut.</summary>
internal static class DocumentReading
{
    private static readonly DocumentLoader Loader = new(new DocumentLimits());

    /// <summary>The document's texts.</summary>
    /// <param name="document">The document.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cleaning">What is done to its texts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="Core.Faults.NodeException">It cannot be read.</exception>
    public static async Task<DocumentList> ReadAsync(
        KnowledgeDocument document, ReadOnlyMemory<byte> content, KnowledgeCleaning cleaning, CancellationToken cancellationToken)
    {
        // A text that came without a file: its title promises nothing of its form.
        if (document.Source.Length == 0) return Read(Encoding.UTF8.GetString(content.Span), cleaning, cancellationToken);
        var file = new FileValue(document.Source, document.MediaType, content);
        return DocumentCleaner.Clean(await Loader.LoadAsync(file, charset: null, cancellationToken).ConfigureAwait(false), cleaning, cancellationToken);
    }

    /// <summary>The texts of a text that came without a file.</summary>
    /// <exception cref="Core.Faults.NodeException">It cannot be read.</exception>
    public static DocumentList Read(string text, KnowledgeCleaning cleaning, CancellationToken cancellationToken) =>
        DocumentCleaner.Clean(Loader.LoadText(text, cancellationToken), cleaning, cancellationToken);
}
