using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Web.Knowledge;

/// <summary>What people and programs do with duplicates in knowledge bases; each change is told.</summary>
internal sealed class DuplicateShelf(KnowledgeShelf shelf, DuplicateReview review, KnowledgeNews news)
{
    /// <summary>The chunks that say the same.</summary>
    /// <exception cref="Api.Problems.ApiException">There is no such knowledge base.</exception>
    public async Task<DuplicateReport> FindAsync(string id, double likeness, CancellationToken cancellationToken)
    {
        await shelf.FindAsync(id, cancellationToken);
        return await review.FindAsync(id, likeness, cancellationToken) ?? new DuplicateReport(0, 0, []);
    }

    /// <summary>Switches chunks off, or on again.</summary>
    /// <returns>The ids of those that could not be.</returns>
    /// <exception cref="Api.Problems.ApiException">There is no such knowledge base.</exception>
    public async Task<IReadOnlyList<string>> SwitchAsync(string id, IReadOnlyCollection<string> chunks, bool isEnabled, CancellationToken cancellationToken)
    {
        await shelf.FindAsync(id, cancellationToken);
        var missed = await review.SwitchAsync(id, chunks, isEnabled, cancellationToken);
        news.Tell(id, null);
        return missed;
    }
}
