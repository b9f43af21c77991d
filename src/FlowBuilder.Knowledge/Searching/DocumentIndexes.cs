using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using Microsoft.Extensions.Caching.Memory;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Keeps the keyword indexes of document lists, so that searching a list again does not index it again.</summary>
/// <remarks>
/// A list that is still in use is known by reference, however large; one with the same content in a later run by its hash,
/// within 200,000 documents in all and ten minutes of disuse. Safe for any number of callers; a list is indexed once
/// even when two ask at the same time.
/// </remarks>
public sealed class DocumentIndexes : IDisposable
{
    private const int MostDocumentsKept = 200_000;

    private static readonly TimeSpan KeptUnused = TimeSpan.FromMinutes(10);

    private readonly ConditionalWeakTable<DocumentList, Lazy<Task<KeywordIndex>>> _byReference = [];
    private readonly MemoryCache _byContent = new(new MemoryCacheOptions { SizeLimit = MostDocumentsKept });
    private int _built;

    /// <summary>How many lists were indexed so far.</summary>
    internal int Built => _built;

    /// <summary>The index of a list, made now where there is none.</summary>
    /// <param name="documents">The list.</param>
    /// <param name="cancellationToken">Ends the waiting; an index under way is finished for whoever asks next.</param>
    internal Task<KeywordIndex> GetAsync(DocumentList documents, CancellationToken cancellationToken)
    {
        var index = _byReference.GetValue(documents, list => new Lazy<Task<KeywordIndex>>(() => Task.Run(() => FindOrBuild(list))));
        return index.Value.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _byContent.Dispose();

    private KeywordIndex FindOrBuild(DocumentList documents)
    {
        var key = ContentHash(documents);
        if (_byContent.TryGetValue(key, out KeywordIndex? known) && known is not null) return known;
        var index = KeywordIndex.Build(documents.Select(TextOf), CancellationToken.None);
        Interlocked.Increment(ref _built);
        return _byContent.Set(key, index, new MemoryCacheEntryOptions { Size = Math.Max(documents.Count, 1), SlidingExpiration = KeptUnused });
    }

    // The title and the headings above a passage often hold the word that the passage itself no longer repeats.
    private static string TextOf(Document document) =>
        document.Metadata.TryGetValue(DocumentMetadata.Section, out var section)
            ? $"{document.Title}\n{section}\n{document.Text}"
            : $"{document.Title}\n{document.Text}";

    private static string ContentHash(DocumentList documents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var document in documents)
        {
            var text = TextOf(document);
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
