using System.Collections.Immutable;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Makes chunks of a document's passages.</summary>
internal static class ChunkMaking
{
    /// <summary>The most that the settings allow for the size of a wider section.</summary>
    public const int MostParentSize = 200_000;

    /// <summary>The splitter's options for a knowledge base's settings, or null where they say none.</summary>
    public static SplitOptions? OptionsOf(KnowledgeSplitting splitting) =>
        MethodOf(splitting.Method) is { } method
        && splitting.Size is >= 20 and <= 100_000 && splitting.Overlap is >= 0 and <= 50_000 && splitting.Overlap < splitting.Size
        && (splitting.ParentSize is not { } parent || (parent > splitting.Size && parent <= MostParentSize))
            ? new SplitOptions(method, splitting.Size, splitting.Overlap, splitting.ParentSize)
            : null;

    /// <summary>The chunks of a document, with what people made of them before.</summary>
    /// <param name="document">The document; what its sender said of it is said of each chunk.</param>
    /// <param name="passages">Its passages in order.</param>
    /// <param name="edits">What people made of its former chunks.</param>
    public static List<NewChunk> Make(KnowledgeDocument document, IEnumerable<Passage> passages, IReadOnlyList<ChunkEdit> edits)
    {
        var former = edits.ToDictionary(edit => (edit.Original, edit.Occurrence));
        var seen = new Dictionary<TextHash, int>();
        var edited = new List<(Passage Passage, string Text)>();
        var made = new List<(Passage Passage, NewChunk Chunk)>();
        foreach (var passage in passages)
        {
            if (string.IsNullOrWhiteSpace(passage.Document.Text)) continue;
            var original = TextHash.Of(passage.Document.Text);
            var occurrence = seen[original] = seen.GetValueOrDefault(original) + 1;
            var edit = former.GetValueOrDefault((original, occurrence));
            if (edit?.Text is { } written) edited.Add((passage, written));
            made.Add((passage, Chunk(document, passage.Document, original, edit)));
        }

        var sections = new EditedSections(edited);
        return [.. made.Select(chunk => chunk.Passage.Wider is { } wider ? chunk.Chunk with { Section = sections.TextOf(wider) } : chunk.Chunk)];
    }

    private static NewChunk Chunk(KnowledgeDocument document, Document passage, TextHash original, ChunkEdit? edit)
    {
        var text = edit?.Text ?? passage.Text;
        return new NewChunk
        {
            Text = text,
            Title = passage.Title.Length > 0 ? passage.Title : document.Title,
            Original = original,
            Hash = edit?.Text is null ? original : TextHash.Of(text),
            Terms = TermsOf.Text(text),
            IsEnabled = edit?.IsEnabled ?? true,
            IsEdited = edit?.Text is not null,
            Metadata = Facts(document, passage),
        };
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
