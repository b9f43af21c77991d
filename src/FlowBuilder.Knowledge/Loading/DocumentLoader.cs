using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading.Mail;
using FlowBuilder.Knowledge.Loading.Packages;
using FlowBuilder.Knowledge.Loading.Pdf;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Makes documents from files and texts.</summary>
/// <remarks>
/// The result is never empty: a file without text is told as the fault <c>documents.empty</c>. Other faults are
/// <c>documents.unsupported</c>, <c>documents.unreadable</c>, <c>documents.protected</c>, <c>documents.too-large</c>,
/// <c>documents.time-limit</c> and <c>documents.tool-missing</c>. May be used from any thread.
/// </remarks>
/// <param name="limits">How much a file may hold.</param>
/// <param name="programs">The programs that read PDF files.</param>
internal sealed class DocumentLoader(DocumentLimits limits, ExternalPrograms programs)
{
    private readonly PdfLoader _pdf = new(programs);

    /// <summary>A loader with the programs of this machine.</summary>
    public DocumentLoader(DocumentLimits limits)
        : this(limits, ExternalPrograms.Installed)
    {
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file; its name and media type are hints, its content decides.</param>
    /// <param name="charset">An encoding that a person chose for a text, or null to find it out.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="NodeException">There is nothing to load, or it cannot be read.</exception>
    public async Task<DocumentList> LoadAsync(FileValue file, string? charset, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new DocumentList([.. await FileAsync(file, charset, new LoadBudget(limits), depth: 0, cancellationToken).ConfigureAwait(false)]);
    }

    /// <summary>Reads a text that came without a file.</summary>
    /// <param name="text">The text; what it is (a page, JSON, Markdown) is seen from its content.</param>
    /// <param name="cancellationToken">Ends reading between documents.</param>
    /// <exception cref="NodeException">There is no text, or it cannot be read.</exception>
    public DocumentList LoadText(string text, CancellationToken cancellationToken) =>
        new([.. Text(text, "", FormatDetector.Of(text, fileName: null, mediaType: null), charset: null, new LoadBudget(limits), cancellationToken)]);

    private async Task<List<Document>> FileAsync(FileValue value, string? charset, LoadBudget budget, int depth, CancellationToken cancellationToken)
    {
        var file = new FileToLoad(value.Name, value.Content, budget);
        if (file.Content.IsEmpty) throw LoadFault.Empty(file.Name);
        if (file.Content.Length > limits.Bytes) throw LoadFault.TooManyBytes(file.Name, file.Content.Length, limits.Bytes);
        var promised = DocumentFormatNames.BinaryByFileName(file.Name);
        if (BinarySignature.IsPdf(file.Content.Span, promised == "PDF"))
            return Documents(await _pdf.LoadAsync(file, cancellationToken).ConfigureAwait(false), DocumentFormat.Pdf, file, cancellationToken);
        if (BinarySignature.IsZip(file.Content.Span))
        {
            var (format, parts) = OfficeLoader.Load(file, cancellationToken);
            return Documents(parts, format, file, cancellationToken);
        }

        if (BinarySignature.IsLockedOffice(file.Content.Span)) throw LoadFault.Protected(file.Name);
        if (BinarySignature.Of(file.Content.Span) is { } kind) throw LoadFault.Unsupported(file.Name, kind);
        if (MailDetector.IsMail(file, value.MediaType)) return await MailAsync(file, depth, cancellationToken).ConfigureAwait(false);
        var decoded = charset is null
            ? TextDecoder.Decode(file.Content.Span, DeclaredCharset.Of(file.Content.Span, value.MediaType))
            : TextDecoder.DecodeAs(file.Content.Span, charset);
        if (decoded is null) throw promised is null ? LoadFault.Unsupported(file.Name, KindOf(value)) : LoadFault.NotWhatItsNameSays(file.Name, promised);
        return Text(decoded.Text, file.Name, FormatDetector.Of(decoded.Text, file.Name, value.MediaType), decoded.Charset, budget, cancellationToken);
    }

    // An attachment that cannot be read does not keep the mail from being read: the mail says which it was.
    private async Task<List<Document>> MailAsync(FileToLoad file, int depth, CancellationToken cancellationToken)
    {
        var mail = MailLoader.Load(file, cancellationToken);
        var documents = Documents([mail.Part], DocumentFormat.Mail, file, cancellationToken);
        var skipped = new List<string>();
        foreach (var attachment in mail.Attachments)
        {
            try
            {
                if (depth >= limits.MailDepth) throw MailFault.TooDeep(attachment.Name, limits.MailDepth);
                var attached = await FileAsync(attachment, charset: null, file.Budget, depth + 1, cancellationToken).ConfigureAwait(false);
                documents.AddRange(attached.Select(document => document.Metadata.ContainsKey(DocumentMetadata.Parent)
                    ? document
                    : document with { Metadata = document.Metadata.SetItem(DocumentMetadata.Parent, file.Name) }));
            }
            catch (NodeException fault)
            {
                skipped.Add($"{attachment.Name} ({fault.Code})");
            }
        }

        if (skipped.Count > 0) documents[0] = documents[0] with { Metadata = documents[0].Metadata.SetItem(DocumentMetadata.Skipped, string.Join(", ", skipped)) };
        return documents;
    }

    private List<Document> Text(string text, string name, DocumentFormat format, string? charset, LoadBudget budget, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text)) throw LoadFault.Empty(name);
        var parts = Parts(text, name, format, cancellationToken).Select(part => part.With(DocumentMetadata.Encoding, charset));
        return Documents(parts, format, new FileToLoad(name, default, budget), cancellationToken);
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

    private static List<Document> Documents(IEnumerable<LoadedPart> parts, DocumentFormat format, FileToLoad file, CancellationToken cancellationToken)
    {
        var documents = new List<Document>();
        foreach (var part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(part.Text)) continue;
            file.Budget.Keep(file.Name, part.Text.Length);
            documents.Add(Document(part, file.Name, format));
        }

        return documents.Count > 0 ? documents : throw LoadFault.Empty(file.Name);
    }

    private static Document Document(LoadedPart part, string name, DocumentFormat format) => new()
    {
        Text = part.Text,
        Title = part.Title ?? Path.GetFileNameWithoutExtension(name),
        Source = name,
        Metadata = part.With(DocumentMetadata.Format, format.Id()).With(DocumentMetadata.Row, part.Row?.ToString(CultureInfo.InvariantCulture)).Facts,
    };

    private static string KindOf(FileValue file) => Path.GetExtension(file.Name) switch
    {
        { Length: > 1 } extension => extension,
        _ when file.MediaType.Length > 0 => file.MediaType,
        _ => "binary data",
    };
}
