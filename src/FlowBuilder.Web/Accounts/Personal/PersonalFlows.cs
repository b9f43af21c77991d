using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Accounts.Personal;

/// <summary>The flows as a person has them: those that may be seen, and what is made is the person's own.</summary>
internal sealed class PersonalFlows(IFlowStore flows, AccessRules rules, Person person) : IFlowStore
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<FlowSummary>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await flows.ListAsync(cancellationToken)).Where(flow => Allows(flow.Id, AccessLevel.View))];

    /// <inheritdoc/>
    /// <remarks>In the bin are only one's own: nobody else can take them out of it.</remarks>
    public async ValueTask<IReadOnlyList<FlowSummary>> ListBinAsync(CancellationToken cancellationToken) =>
        [.. (await flows.ListBinAsync(cancellationToken)).Where(flow => Allows(flow.Id, AccessLevel.Own))];

    /// <inheritdoc/>
    public async ValueTask<StoredFlow?> FindAsync(string id, CancellationToken cancellationToken) =>
        Allows(id, AccessLevel.View) ? await flows.FindAsync(id, cancellationToken) : null;

    /// <inheritdoc/>
    public async ValueTask<StoredFlow> CreateAsync(Flow flow, CancellationToken cancellationToken)
    {
        var stored = await flows.CreateAsync(flow, cancellationToken);

        // What is stored has an owner, though its caller has left meanwhile.
        await rules.ClaimAsync(person, Resource.Flow(stored.Id), CancellationToken.None);
        return stored;
    }

    /// <inheritdoc/>
    public async ValueTask<StoredFlow?> SaveAsync(string id, Flow flow, long expectedRevision, CancellationToken cancellationToken) =>
        Allows(id, AccessLevel.Edit) ? await flows.SaveAsync(id, flow, expectedRevision, cancellationToken) : null;

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        Allows(id, AccessLevel.Own) && await flows.DeleteAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken) =>
        Allows(id, AccessLevel.Own) && await flows.RestoreAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> PurgeAsync(string id, CancellationToken cancellationToken) =>
        Allows(id, AccessLevel.Own) && await flows.PurgeAsync(id, cancellationToken);

    private bool Allows(string id, AccessLevel level) => rules.Allows(person, Resource.Flow(id), level);
}
