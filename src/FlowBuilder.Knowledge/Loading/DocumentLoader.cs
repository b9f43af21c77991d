using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Makes documents from files and texts.</summary>
/// <remarks>
/// The result is never empty: a file without text is told as the fault <c>documents.empty</c>. Other faults are
/// <c>documents.unsupported</c>, <c>documents.unreadable</c> and <c>documents.too-large</c>.
/// </remarks>
internal sealed class DocumentLoader(DocumentLimits limits)
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file; its name and media type are hints, its content decides.</param>
    /// <param name="charset">An encoding that a person chose, or null to find it out.</param>
    /// <param name="cancellationToken">Ends reading between documents.</param>
    /// <exception cref="Core.Faults.NodeException">There is nothing to load, or it cannot be read.</exception>
    public DocumentList Load(FileValue file, string? charset, CancellationToken cancellationToken)
    {
        var bytes = file.Content.Span;
        if (bytes.IsEmpty) throw LoadFault.Empty(file.Name);
        if (bytes.Length > limits.Bytes) throw LoadFault.TooManyBytes(file.Name, bytes.Length, limits.Bytes);
        if (BinarySignature.Of(bytes) is { } kind) throw LoadFault.Unsupported(file.Name, kind);
        var decoded = charset is null
            ? TextDecoder.Decode(bytes, DeclaredCharset.Of(bytes, file.MediaType))
            : TextDecoder.DecodeAs(bytes, charset);
        if (decoded is null) throw LoadFault.Unsupported(file.Name, KindOf(file));
        var format = FormatDetector.Of(decoded.Text, file.Name, file.MediaType);
        return Load(decoded.Text, file.Name, format, decoded.Charset, cancellationToken);
    }

    /// <summary>Reads a text that came without a file.</summary>
    /// <param name="text">The text; what it is (a page, JSON, Markdown) is seen from its content.</param>
    /// <param name="cancellationToken">Ends reading between documents.</param>
    /// <exception cref="Core.Faults.NodeException">There is no text, or it cannot be read.</exception>
    public DocumentList LoadText(string text, CancellationToken cancellationToken) =>
        Load(text, "", FormatDetector.Of(text, fileName: null, mediaType: null), charset: null, cancellationToken);

    private DocumentList Load(string text, string name, DocumentFormat format, string? charset, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text)) throw LoadFault.Empty(name);
        var documents = ImmutableArray.CreateBuilder<Document>();
        foreach (var part in Parts(text, name, format, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!string.IsNullOrWhiteSpace(part.Text)) documents.Add(Document(part, name, format, charset));
        }

        return documents.Count > 0 ? new DocumentList(documents.DrainToImmutable()) : throw LoadFault.Empty(name);
    }

    private IEnumerable<LoadedPart> Parts(string text, string name, DocumentFormat format, CancellationToken cancellationToken) => format switch
    {
        DocumentFormat.Markdown => [new LoadedPart(text, Splitting.MarkdownSections.TitleOf(text))],
        DocumentFormat.Html => [HtmlLoader.Load(text, name, cancellationToken)],
        DocumentFormat.Json => JsonLoader.Load(text, name, limits),
        DocumentFormat.JsonLines => JsonLoader.LoadLines(text, name, limits),
        DocumentFormat.Csv => CsvLoader.Load(text, name, limits),
        _ => [new LoadedPart(text)],
    };

    private static Document Document(LoadedPart part, string name, DocumentFormat format, string? charset)
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        metadata[DocumentMetadata.Format] = format.Id();
        if (charset is not null) metadata[DocumentMetadata.Encoding] = charset;
        if (part.Row is { } row) metadata[DocumentMetadata.Row] = row.ToString(CultureInfo.InvariantCulture);
        return new Document
        {
            Text = part.Text,
            Title = part.Title ?? Path.GetFileNameWithoutExtension(name),
            Source = name,
            Metadata = metadata.ToImmutable(),
        };
    }

    private static string KindOf(FileValue file) => Path.GetExtension(file.Name) switch
    {
        { Length: > 1 } extension => extension,
        _ when file.MediaType.Length > 0 => file.MediaType,
        _ => "binary data",
    };
}
