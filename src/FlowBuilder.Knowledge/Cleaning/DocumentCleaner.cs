using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Privacy;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Cleaning;

/// <summary>Cleans what was loaded, before it is cut.</summary>
internal static class DocumentCleaner
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    /// <summary>The documents, cleaned. One of which nothing is left is left out, unless that would leave none.</summary>
    /// <param name="documents">Documents in order; pages of one file follow one another.</param>
    /// <param name="cleaning">What is done.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static DocumentList Clean(DocumentList documents, KnowledgeCleaning cleaning, CancellationToken cancellationToken)
    {
        var texts = documents.Select(document => document.Text).ToArray();
        foreach (var pages in Files(documents))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = pages.Select(page => texts[page]).ToArray();
            if (cleaning.RepeatedLines) file = PageLines.WithoutRepeated(file);
            if (cleaning.DividedWords && IsPdf(documents[pages[0]])) file = DividedWords.Join(file);
            for (var i = 0; i < pages.Count; i++) texts[pages[i]] = file[i];
        }

        var masks = cleaning.Mask.Count > 0 ? new Masking(cleaning.Mask, texts.Any(IsKorean) ? Korean : English) : null;
        var cleaned = ImmutableArray.CreateBuilder<Document>(documents.Count);
        for (var i = 0; i < texts.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = cleaning.Whitespace ? Whitespace.Normalize(texts[i], IsMarkdown(documents[i])) : texts[i];
            if (string.IsNullOrWhiteSpace(text)) continue;
            var document = documents[i] with { Text = text };
            cleaned.Add(masks is null ? document : masks.Of(document));
        }

        return cleaned.Count > 0 ? new DocumentList(cleaned.ToImmutable()) : documents;
    }

    // The pages of a file; what has no pages has nothing that is repeated on them.
    private static IEnumerable<List<int>> Files(DocumentList documents) => documents
        .Select((document, index) => (Document: document, Index: index))
        .Where(item => item.Document.Metadata.ContainsKey(DocumentMetadata.Page))
        .GroupBy(item => (item.Document.Source, item.Document.Metadata.GetValueOrDefault(DocumentMetadata.Parent)), item => item.Index)
        .Select(file => file.ToList());

    private static bool IsPdf(Document document) => FormatOf(document) == DocumentFormat.Pdf.Id();

    private static bool IsMarkdown(Document document) => FormatOf(document) == DocumentFormat.Markdown.Id();

    private static string? FormatOf(Document document) => document.Metadata.GetValueOrDefault(DocumentMetadata.Format);

    private static bool IsKorean(string text) => text.Any(Hangul.IsSyllable);

    private sealed class Masking(IReadOnlyList<PersonalDataKind> kinds, CultureInfo culture)
    {
        // What a file says of itself (the people of a mail, its subject) is as much a part of it as its text.
        public Document Of(Document document) => document with
        {
            Text = Mask(document.Text),
            Title = Mask(document.Title),
            Metadata = document.Metadata.ToImmutableSortedDictionary(fact => fact.Key, fact => Mask(fact.Value), document.Metadata.KeyComparer),
        };

        private string Mask(string text) => PersonalData.Mask(text, kinds, culture);
    }
}
