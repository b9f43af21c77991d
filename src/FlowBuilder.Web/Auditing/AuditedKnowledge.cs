using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Auditing;

/// <summary>Writes down what is done to knowledge bases, and forgets with whom one was shared that is gone.</summary>
internal sealed class AuditedKnowledge(IKnowledgeStore bases, AuditTrail audit, AccessRules rules) : IKnowledgeStore
{
    /// <inheritdoc/>
    public async ValueTask<bool> CreateAsync(KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        if (!await bases.CreateAsync(knowledge, cancellationToken)) return false;
        await audit.WriteAsync("knowledge.created", knowledge.Id, knowledge.Name);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<KnowledgeBaseSummary?> FindAsync(string id, CancellationToken cancellationToken) => bases.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KnowledgeBaseSummary>> ListAsync(CancellationToken cancellationToken) => bases.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<KnowledgeBase?> SaveAsync(KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        var saved = await bases.SaveAsync(knowledge, cancellationToken);
        if (saved is not null) await audit.WriteAsync("knowledge.changed", saved.Id, saved.Name);
        return saved;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var name = (await bases.FindAsync(id, cancellationToken))?.Base.Name;
        if (!await bases.DeleteAsync(id, cancellationToken)) return false;
        await audit.WriteAsync("knowledge.deleted", id, name);
        await rules.ShareAsync(Resource.Knowledge(id), [], CancellationToken.None);
        return true;
    }
}
