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
    /// <summary>The passages of all documents, in order; one that stands in a wider section has it as its <c>context</c>.</summary>
    public static DocumentList Split(IEnumerable<Document> documents, SplitOptions options, CancellationToken cancellationToken) =>
        new([.. Passages(documents, options, cancellationToken).Select(passage => passage.Wider is { } wider
            ? passage.Document with { Metadata = passage.Document.Metadata.SetItem(DocumentMetadata.Context, wider.Text) }
            : passage.Document)]);

    /// <summary>The passages of all documents, in order.</summary>
    public static IEnumerable<Passage> Passages(IEnumerable<Document> documents, SplitOptions options, CancellationToken cancellationToken)
    {
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = 0;
            foreach (var (range, section, wider) in Ranges(document, options))
                yield return new Passage(PassageOf(document, range, section, ++part), range, wider);
        }
    }

    private static IEnumerable<(TextRange Range, string Section, WiderSection? Wider)> Ranges(Document document, SplitOptions options)
    {
        var text = document.Text;
        var isBySections = options.Method == SplitMethod.Sections;
        var sections = isBySections || HasHeadings(document) ? MarkdownSections.Of(text) : null;
        var cutter = new PassageCutter(text, options);
        var parents = options.ParentSize is null ? [new TextRange(0, text.Length)] : WiderSections.Of(text, sections, options.Wider);
        foreach (var parent in parents)
        {
            IEnumerable<(TextRange Range, string Path)> stretches = isBySections ? sections!.In(parent) : [(parent, "")];
            var ranges = stretches.SelectMany(stretch => cutter.Cut(stretch.Range)
                .Select(range => (Range: range, Section: isBySections ? stretch.Path : sections?.PathAt(range.Start) ?? ""))).ToList();

            // A passage that is all of its section needs no other text around it.
            var wider = options.ParentSize is not null && ranges.Count > 1 ? new WiderSection(text[parent.Start..parent.End], parent) : null;
            foreach (var (range, section) in ranges) yield return (range, section, wider);
        }
    }

    private static bool HasHeadings(Document document) =>
        document.Metadata.TryGetValue(DocumentMetadata.Format, out var format)
        && (format == DocumentFormat.Markdown.Id() || format == DocumentFormat.Html.Id());

    private static Document PassageOf(Document document, TextRange range, string section, int part)
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
