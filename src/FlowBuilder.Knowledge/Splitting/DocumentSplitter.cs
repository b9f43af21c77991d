using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Splitting;

/// <summary>Cuts documents into passages that keep where they came from.</summary>
/// <remarks>
/// A passage is an exact stretch of its document. It has the document's title, source and metadata, and its own
/// <c>offset</c>, <c>length</c> and <c>part</c> (from 1), and the <c>section</c> whose headings it stands under where the
/// document is Markdown or was made into it.
/// </remarks>
internal static class DocumentSplitter
{
    /// <summary>The passages of all documents, in order.</summary>
    public static DocumentList Split(IEnumerable<Document> documents, SplitOptions options, CancellationToken cancellationToken)
    {
        var passages = ImmutableArray.CreateBuilder<Document>();
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = 0;
            foreach (var (range, section) in Passages(document, options))
                passages.Add(Passage(document, range, section, ++part));
        }

        return new DocumentList(passages.DrainToImmutable());
    }

    private static IEnumerable<(TextRange Range, string Section)> Passages(Document document, SplitOptions options)
    {
        var text = document.Text;
        var hasSections = options.Method == SplitMethod.Sections || HasHeadings(document);
        var sections = hasSections ? MarkdownSections.Of(text) : null;
        var cutter = new PassageCutter(text, options);
        if (options.Method == SplitMethod.Sections && sections is not null)
        {
            return sections.All.SelectMany(section => cutter.Cut(section.Range).Select(range => (range, section.Path)));
        }

        return cutter.Cut(new TextRange(0, text.Length)).Select(range => (range, sections?.PathAt(range.Start) ?? ""));
    }

    private static bool HasHeadings(Document document) =>
        document.Metadata.TryGetValue(DocumentMetadata.Format, out var format)
        && (format == DocumentFormat.Markdown.Id() || format == DocumentFormat.Html.Id());

    private static Document Passage(Document document, TextRange range, string section, int part)
    {
        var offset = Known(document, DocumentMetadata.Offset) + range.Start;
        var metadata = document.Metadata.ToBuilder();
        metadata[DocumentMetadata.Offset] = offset.ToString(CultureInfo.InvariantCulture);
        metadata[DocumentMetadata.Length] = range.Length.ToString(CultureInfo.InvariantCulture);
        metadata[DocumentMetadata.Part] = part.ToString(CultureInfo.InvariantCulture);
        if (section.Length > 0) metadata[DocumentMetadata.Section] = section;
        return document with { Text = document.Text[range.Start..range.End], Score = null, Metadata = metadata.ToImmutable() };
    }

    // A passage that is cut once more keeps counting from the start of the whole document.
    private static int Known(Document document, string key) =>
        document.Metadata.TryGetValue(key, out var value)
        && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
