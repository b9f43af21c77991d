using System.Collections.Immutable;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Makes chunks of a document's passages.</summary>
internal static class ChunkMaking
{
    /// <summary>The splitter's options for a knowledge base's settings, or null where they say none.</summary>
    public static SplitOptions? OptionsOf(KnowledgeSplitting splitting) =>
        MethodOf(splitting.Method) is { } method
        && splitting.Size is >= 20 and <= 100_000 && splitting.Overlap is >= 0 and <= 50_000 && splitting.Overlap < splitting.Size
            ? new SplitOptions(method, splitting.Size, splitting.Overlap)
            : null;

    /// <summary>The chunks of a document, with what people made of them before.</summary>
    /// <param name="document">The document; what its sender said of it is said of each chunk.</param>
    /// <param name="passages">Its passages in order.</param>
    /// <param name="edits">What people made of its former chunks.</param>
    public static List<NewChunk> Make(KnowledgeDocument document, IEnumerable<Document> passages, IReadOnlyList<ChunkEdit> edits)
    {
        var former = new Dictionary<TextHash, ChunkEdit>();
        foreach (var edit in edits) former.TryAdd(edit.Original, edit);
        var chunks = new List<NewChunk>();
        foreach (var passage in passages)
        {
            if (string.IsNullOrWhiteSpace(passage.Text)) continue;
            var original = TextHash.Of(passage.Text);
            var edit = former.GetValueOrDefault(original);
            var text = edit?.Text ?? passage.Text;
            chunks.Add(new NewChunk
            {
                Text = text,
                Title = passage.Title.Length > 0 ? passage.Title : document.Title,
                Original = original,
                Hash = edit?.Text is null ? original : TextHash.Of(text),
                Terms = TermsOf.Text(text),
                IsEnabled = edit?.IsEnabled ?? true,
                IsEdited = edit?.Text is not null,
                Metadata = Facts(document, passage),
            });
        }

        return chunks;
    }

    private static SplitMethod? MethodOf(string name) =>
        Enum.GetValues<SplitMethod>().Cast<SplitMethod?>().FirstOrDefault(method => string.Equals(method.ToString(), name, StringComparison.OrdinalIgnoreCase));

    // What the sender says wins over what the file says of itself, but for the passage's place.
    private static ImmutableSortedDictionary<string, string> Facts(KnowledgeDocument document, Document passage)
    {
        var facts = passage.Metadata;
        foreach (var (name, value) in document.Metadata)
        {
            if (!IsPlace(name)) facts = facts.SetItem(name, value);
        }

        return facts;
    }

    private static bool IsPlace(string name) =>
        name is Loading.DocumentMetadata.Offset or Loading.DocumentMetadata.Length or Loading.DocumentMetadata.Part or Loading.DocumentMetadata.Section;
}
