using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Web.Accounts.Personal;

/// <summary>The knowledge bases as a person has them: those that may be seen, and what is made is the person's own.</summary>
internal sealed class PersonalKnowledge(IKnowledgeStore bases, AccessRules rules, Person person) : IKnowledgeStore
{
    /// <inheritdoc/>
    public async ValueTask<bool> CreateAsync(KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        if (!await bases.CreateAsync(knowledge, cancellationToken)) return false;
        await rules.ClaimAsync(person, Resource.Knowledge(knowledge.Id), CancellationToken.None);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<KnowledgeBaseSummary?> FindAsync(string id, CancellationToken cancellationToken) =>
        Allows(id, AccessLevel.View) ? await bases.FindAsync(id, cancellationToken) : null;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<KnowledgeBaseSummary>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await bases.ListAsync(cancellationToken)).Where(summary => Allows(summary.Base.Id, AccessLevel.View))];

    /// <inheritdoc/>
    public async ValueTask<KnowledgeBase?> SaveAsync(KnowledgeBase knowledge, CancellationToken cancellationToken) =>
        Allows(knowledge.Id, AccessLevel.Edit) ? await bases.SaveAsync(knowledge, cancellationToken) : null;

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        Allows(id, AccessLevel.Own) && await bases.DeleteAsync(id, cancellationToken);

    private bool Allows(string id, AccessLevel level) => rules.Allows(person, Resource.Knowledge(id), level);
}
