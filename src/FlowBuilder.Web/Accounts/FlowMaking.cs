using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Accounts;

/// <summary>Makes flows for whoever looks at a page: they are that person's own, and nobody else's before they are shared.</summary>
internal sealed class FlowMaking(IFlowStore flows, FlowBundles bundles, AccessRules rules, ScreenPerson person)
{
    /// <summary>Stores a new flow.</summary>
    /// <exception cref="ApiException">The person may make none.</exception>
    public async Task<StoredFlow> CreateAsync(Flow flow, CancellationToken cancellationToken)
    {
        RequireEditor();
        var stored = await flows.CreateAsync(flow, cancellationToken);
        await rules.ClaimAsync(person.Person, Resource.Flow(stored.Id), CancellationToken.None);
        return stored;
    }

    /// <summary>Stores the flows of a bundle, the one that was exported first.</summary>
    /// <exception cref="ApiException">The person may make none.</exception>
    public async Task<IReadOnlyList<StoredFlow>> StoreAsync(FlowBundle bundle, CancellationToken cancellationToken)
    {
        RequireEditor();
        var stored = await bundles.StoreAsync(bundle, cancellationToken);
        foreach (var (flow, bundled) in stored.Zip(bundle.Flows))
        {
            // One that was here already, the same in all, is used as it is and stays its owner's.
            if (flow.Id != bundled.Id) await rules.ClaimAsync(person.Person, Resource.Flow(flow.Id), CancellationToken.None);
        }

        return stored;
    }

    private void RequireEditor()
    {
        if (!person.Is(AccountRole.Editor)) throw new ApiException(AccessProblems.Denied);
    }
}
