using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Makes of what flows add what knowledge bases store, each under an id that is the same the next time.</summary>
/// <param name="given">The id that the flow gives; empty for one made of the source.</param>
/// <param name="metadata">What the flow says of every document.</param>
internal sealed class NodeUploads(string given, ImmutableSortedDictionary<string, string> metadata)
{
    // What cannot stand in an address (an address itself, say) is named by its hash.
    private readonly string? _own = given.Length == 0 ? null
        : given is "." or ".." || given.Any(letter => char.IsControl(letter) || letter is '/' or '\\') ? Hash(given)
        : given;

    /// <summary>The metadata that names where a document came from whose text comes without its file.</summary>
    public const string Source = "source";

    private const int MostTitle = 120;

    /// <summary>A file, read in by its own format.</summary>
    /// <exception cref="NodeException">It is too large.</exception>
    public KnowledgeUpload File(FileValue file)
    {
        if (file.Content.Length > DocumentIngest.MostBytes)
        {
            throw new NodeException("documents.too-large", LocalText.Of(
                $"\"{file.Name}\" is larger than {DocumentIngest.MostBytes / (1024 * 1024)} MiB. Split it into smaller files.",
                $"\"{file.Name}\" 파일이 {DocumentIngest.MostBytes / (1024 * 1024)}MiB보다 큽니다. 더 작은 파일로 나누세요."));
        }

        return new KnowledgeUpload
        {
            Id = _own,
            Title = file.Name,
            Source = file.Name,
            MediaType = file.MediaType,
            Content = file.Content,
            Metadata = metadata,
        };
    }

    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="title">What it is called; empty for its first line.</param>
    /// <param name="isAlone">Whether nothing else is added under the same id.</param>
    public KnowledgeUpload Text(string text, string title, bool isAlone) => new()
    {
        Id = isAlone ? _own : IdOf("", 1),
        Title = title.Length > 0 ? title : FirstLine(text),
        Content = Encoding.UTF8.GetBytes(text),
        Metadata = metadata,
    };

    /// <summary>Documents; several of one source (the pages of a file) are told apart by their place among them.</summary>
    public IReadOnlyList<KnowledgeUpload> Documents(DocumentList documents)
    {
        var uploads = new List<KnowledgeUpload>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            if (string.IsNullOrWhiteSpace(document.Text)) continue;
            var source = document.Source.Length > 0 ? document.Source : document.Title;
            var place = places[source] = places.GetValueOrDefault(source) + 1;
            uploads.Add(new KnowledgeUpload
            {
                Id = IdOf(source, place),
                Title = document.Title.Length > 0 ? document.Title : document.Source.Length > 0 ? document.Source : FirstLine(document.Text),
                Content = Encoding.UTF8.GetBytes(document.Text),
                Metadata = Facts(document),
            });
        }

        return uploads;
    }

    /// <summary>The ids that follow those of documents added now: what came of the same sources before, and does not any more.</summary>
    public IEnumerable<Func<int, string>> Followers(DocumentList documents) =>
        from document in documents
        where !string.IsNullOrWhiteSpace(document.Text) && (document.Source.Length > 0 || document.Title.Length > 0 || given.Length > 0)
        group document by document.Source.Length > 0 ? document.Source : document.Title into ofSource
        let count = ofSource.Count()
        select (Func<int, string>)(further => IdOf(ofSource.Key, count + further)!);

    private string? IdOf(string source, int place)
    {
        if (source.Length == 0 && given.Length == 0) return null;
        var name = string.Create(CultureInfo.InvariantCulture, $"{given}\n{source}\n{place}");
        return Hash(name);
    }

    private static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private ImmutableSortedDictionary<string, string> Facts(Document document)
    {
        // Where these were found is no property of theirs.
        var facts = document.Metadata.RemoveRange([FoundDocuments.Knowledge, FoundDocuments.DocumentId, FoundDocuments.ChunkId, FoundDocuments.Excerpt]);
        if (document.Source.Length > 0) facts = facts.SetItem(Source, document.Source);
        return facts.SetItems(metadata);
    }

    private static string FirstLine(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        if (end >= 0) line = line[..end];
        return line.Length <= MostTitle ? line.ToString() : string.Concat(line[..(MostTitle - 1)], "…");
    }
}
