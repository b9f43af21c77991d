using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Shows how settings would clean and cut a document, by the very steps that indexing takes. Nothing is stored or embedded.</summary>
public sealed class KnowledgePreview
{
    /// <summary>The most chunks that are shown.</summary>
    public const int MostChunks = 200;

    /// <summary>The most characters of a text that comes with the question.</summary>
    public const int MostText = 500_000;

    private readonly IKnowledgeDocuments _documents;

    internal KnowledgePreview(IKnowledgeDocuments documents) => _documents = documents;

    /// <summary>Cuts a stored document; null where there is none.</summary>
    /// <exception cref="NodeException">It cannot be read, or the settings cannot be.</exception>
    public async Task<PreviewedChunks?> OfDocumentAsync(
        string baseId, string documentId, KnowledgeSettings settings, int most, CancellationToken cancellationToken)
    {
        if (await _documents.FindAsync(baseId, documentId, cancellationToken).ConfigureAwait(false) is not { } document) return null;
        if (await _documents.ContentAsync(baseId, documentId, cancellationToken).ConfigureAwait(false) is not { } content) return null;
        var texts = await Task.Run(() => DocumentReading.ReadAsync(document, content, settings.Cleaning, cancellationToken), cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Cut(texts, settings, most, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cuts a text.</summary>
    /// <exception cref="NodeException">There is nothing in it, or the settings cannot be.</exception>
    public static async Task<PreviewedChunks> OfTextAsync(string text, KnowledgeSettings settings, int most, CancellationToken cancellationToken) => await Task.Run(
        () => Cut(DocumentReading.Read(text, settings.Cleaning, cancellationToken), settings, most, cancellationToken), cancellationToken).ConfigureAwait(false);

    private static PreviewedChunks Cut(DocumentList texts, KnowledgeSettings settings, int most, CancellationToken cancellationToken)
    {
        var options = ChunkMaking.OptionsOf(settings.Splitting) ?? throw KnowledgeSettingsCheck.BadSplitting();
        var shown = new List<PreviewedChunk>();
        var (total, characters, tokens, sections) = (0, 0L, 0L, 0);
        Passage? before = null;
        foreach (var passage in DocumentSplitter.Passages(texts, options, cancellationToken))
        {
            var text = passage.Document.Text;
            if (string.IsNullOrWhiteSpace(text)) continue;
            var count = TokenEstimator.Count(text);
            if (passage.Wider is not null && !ReferenceEquals(passage.Wider, before?.Wider)) sections++;
            if (++total <= Math.Min(most, MostChunks))
            {
                shown.Add(new PreviewedChunk(
                    total, text, text.Length, count, OverlapOf(before, passage), passage.Document.Title,
                    passage.Document.Metadata.GetValueOrDefault(DocumentMetadata.Section, ""),
                    passage.Wider?.Text, passage.Wider is null ? null : sections));
            }

            (characters, tokens, before) = (characters + text.Length, tokens + count, passage);
        }

        return new PreviewedChunks(shown, total, characters, tokens);
    }

    // The first part of a document repeats none of the document before.
    private static int OverlapOf(Passage? before, Passage passage) =>
        before is null || passage.Document.Metadata[DocumentMetadata.Part] == "1" ? 0 : Math.Max(0, before.Range.End - passage.Range.Start);
}
