using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Duplicates;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Shows what a knowledge base holds twice, and lets people drop it: that is, switch it off, so that it can be switched on again.</summary>
public sealed class DuplicateReview
{
    /// <summary>The most chunks that are compared.</summary>
    public const int MostChunks = 50_000;

    /// <summary>The likeness that is asked for where nothing else is said.</summary>
    public const double DefaultLikeness = DuplicateFinder.DefaultLikeness;

    /// <summary>The least likeness that can be asked for.</summary>
    public const double LeastLikeness = DuplicateFinder.LeastLikeness;

    private const int ReadAtOnce = 500;

    private readonly IKnowledgeChunks _chunks;
    private readonly ChunkEditing _editing;

    internal DuplicateReview(IKnowledgeChunks chunks, ChunkEditing editing) => (_chunks, _editing) = (chunks, editing);

    /// <summary>Finds the chunks that say the same, of those that can be found; null where there is no such knowledge base.</summary>
    /// <param name="baseId">The knowledge base.</param>
    /// <param name="likeness">How alike they must be, from <see cref="LeastLikeness"/> to 1, where only exact duplicates are found.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<DuplicateReport?> FindAsync(string baseId, double likeness, CancellationToken cancellationToken)
    {
        if (await _chunks.StampAsync(baseId, cancellationToken).ConfigureAwait(false) is null) return null;
        var numbers = (await _chunks.NumbersAsync(baseId, cancellationToken).ConfigureAwait(false)).Order().ToList();
        var chunks = new List<KnowledgeChunk>(Math.Min(numbers.Count, MostChunks));
        foreach (var some in numbers.Take(MostChunks).Chunk(ReadAtOnce))
        {
            // Sections are wider than chunks, and not compared.
            var read = await _chunks.FindAsync(baseId, some, cancellationToken).ConfigureAwait(false);
            chunks.AddRange(read.OrderBy(chunk => chunk.Number).Select(chunk => chunk with { Section = null }));
        }

        var candidates = chunks.ConvertAll(chunk => new DuplicateCandidate(chunk.Text, chunk.IsEdited));
        var groups = await Task.Run(() => DuplicateFinder.Find(candidates, likeness, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new DuplicateReport(numbers.Count, chunks.Count,
        [
            .. groups.OrderByDescending(group => group.Others.Count).ThenBy(group => group.Kept).Select(group => new AlikeChunks(
                chunks[group.Kept],
                [.. group.Others.Select(other => new AlikeChunk(chunks[other.Index], other.Likeness, other.IsExact))])),
        ]);
    }

    /// <summary>Switches chunks off, or on again.</summary>
    /// <param name="baseId">The knowledge base.</param>
    /// <param name="ids">The chunks.</param>
    /// <param name="isEnabled">Whether they are to be found.</param>
    /// <param name="cancellationToken">Stops; what was switched stays so.</param>
    /// <returns>Those that could not be: they are gone, changed at this moment, or their document is being worked on.</returns>
    public async Task<IReadOnlyList<string>> SwitchAsync(string baseId, IReadOnlyCollection<string> ids, bool isEnabled, CancellationToken cancellationToken)
    {
        var missed = new List<string>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var chunk = await _chunks.FindAsync(baseId, id, cancellationToken).ConfigureAwait(false);
            if (chunk?.IsEnabled == isEnabled) continue;
            if (chunk is null || await _editing.ChangeAsync(baseId, chunk, text: null, isEnabled, cancellationToken).ConfigureAwait(false) is null) missed.Add(id);
        }

        return missed;
    }
}
