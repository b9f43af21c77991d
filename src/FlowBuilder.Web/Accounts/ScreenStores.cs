using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Web.Accounts.Personal;
using FlowBuilder.Web.Api.Knowledge;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Knowledge;

namespace FlowBuilder.Web.Accounts;

/// <summary>What is stored, as whoever looks at a page has it at this moment.</summary>
internal sealed class ScreenStores(PersonalStores stores, KnowledgeShelf shelf, AccessRules rules, ScreenPerson person)
{
    /// <summary>The person's flows.</summary>
    public IFlowStore Flows => stores.Flows(person.Person);

    /// <summary>The person's knowledge bases.</summary>
    public IKnowledgeStore Knowledge => stores.Knowledge(person.Person);

    /// <summary>Bundles of the person's flows.</summary>
    public FlowBundles Bundles => stores.Bundles(person.Person);

    /// <summary>Stores a new flow, which is the person's own.</summary>
    /// <exception cref="ApiException">The person may make none.</exception>
    public async Task<StoredFlow> CreateFlowAsync(Flow flow, CancellationToken cancellationToken)
    {
        Require(AccountRole.Editor);
        return await Flows.CreateAsync(flow, cancellationToken);
    }

    /// <summary>Stores the flows of a bundle, which are the person's own, and says which is the main one.</summary>
    /// <exception cref="ApiException">The person may make none.</exception>
    public async Task<StoredFlow> StoreAsync(FlowBundle bundle, CancellationToken cancellationToken)
    {
        Require(AccountRole.Editor);
        return (await Bundles.StoreAsync(bundle, cancellationToken))[0];
    }

    /// <summary>Makes a knowledge base, which is the person's own.</summary>
    /// <exception cref="ApiException">The person may make none, or it cannot be so.</exception>
    public async Task<KnowledgeBaseSummary> CreateKnowledgeAsync(KnowledgeBody body, CancellationToken cancellationToken)
    {
        Require(AccountRole.Editor);
        RequireConnection(body.Settings?.Embedding?.Connection);
        var made = await shelf.CreateAsync(body, cancellationToken);
        await rules.ClaimAsync(person.Person, Resource.Knowledge(made.Base.Id), CancellationToken.None);
        return made;
    }

    /// <summary>Lets the person do something that a role may, or not.</summary>
    /// <exception cref="ApiException">The person may not.</exception>
    public void Require(AccountRole role)
    {
        if (!person.Is(role)) throw new ApiException(AccessProblems.RoleNeeded(role));
    }

    /// <summary>Lets the person do something to a resource, or not.</summary>
    /// <exception cref="ApiException">The person may not.</exception>
    public void Require(Resource resource, AccessLevel level)
    {
        if (!person.Allows(resource, level)) throw new ApiException(AccessProblems.LevelNeeded(level));
    }

    /// <summary>Lets the person use a connection, or not.</summary>
    /// <param name="name">The connection's name; null for none.</param>
    /// <exception cref="ApiException">The person may not.</exception>
    public void RequireConnection(string? name)
    {
        if (name is not null && name != ConnectionKind.Offline.Value && !person.Allows(Resource.Connection(name), AccessLevel.View))
            throw new ApiException(AccessProblems.ConnectionDenied);
    }
}
