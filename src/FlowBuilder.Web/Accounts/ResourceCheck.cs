using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Accounts;

/// <summary>Holds flows to what people may use: what a flow names, a person must be allowed to look at who saves, runs or publishes it.</summary>
internal sealed class ResourceCheck(NodeCatalogue catalogue, AccessRules rules, AccountBook accounts) : ISubFlowPermit
{
    /// <summary>Lets a person save, run or publish a flow, or not.</summary>
    /// <exception cref="ApiException">It names what the person may not use: 403.</exception>
    public void Require(Person person, Flow flow)
    {
        if (Refused(flow, [person]) is { } named) throw new ApiException(AccessProblems.ResourceDenied(named));
    }

    /// <summary>Lets a stored flow run as somebody changed it who is not known, or not: then it may use what those may who may change it.</summary>
    /// <exception cref="ApiException">It names what none of them may use: 403.</exception>
    public void RequireOfEditors(string flowId, Flow flow)
    {
        if (Refused(flow, EditorsOf(flowId)) is { } named) throw new ApiException(AccessProblems.ResourceDenied(named));
    }

    /// <summary>Why a person may not change a flow so: it would name what it did not before, and what the person may not use. Null where nothing speaks against it.</summary>
    /// <remarks>What others had the flow name stays; only running it so is refused.</remarks>
    public LocalText? WhyNotChanged(Person person, Flow before, Flow after)
    {
        if (person.Is(AccountRole.Administrator)) return null;
        var known = NamedResource.Of(before, catalogue).Select(named => (named.Kind, named.Id)).ToHashSet();
        var brought = NamedResource.Of(after, catalogue).FirstOrDefault(named => !known.Contains((named.Kind, named.Id))
            && (named.Id is not { } id || !rules.Allows(person, new Resource(named.Kind, id), AccessLevel.View)));
        return brought is null ? null : AccessProblems.TextOf(brought);
    }

    /// <inheritdoc/>
    public void Check(StoredFlow flow)
    {
        if (Refused(flow.Flow, EditorsOf(flow.Id)) is { } named)
            throw new NodeException(AccessProblems.ResourceDeniedCode, AccessProblems.TextOf(named));
    }

    private NamedResource? Refused(Flow flow, Person[] people) =>
        people.Any(person => person.Is(AccountRole.Administrator))
            ? null
            : NamedResource.Of(flow, catalogue).FirstOrDefault(named => named.Id is not { } id || !people.Any(person => rules.Allows(person, new Resource(named.Kind, id), AccessLevel.View)));

    // A flow that nobody was given to change is the administrators'.
    private Person[] EditorsOf(string flowId)
    {
        Person[] people =
        [
            .. from grant in rules.GrantsOf(Resource.Flow(flowId))
               where grant.Level >= AccessLevel.Edit
               let person = grant.AccountId == Grant.Everyone ? new Person(Grant.Everyone, "", AccountRole.Editor) : accounts.Find(grant.AccountId)
               where person is not null
               select person,
        ];
        return people.Length > 0 ? people : [Person.AtThisMachine];
    }
}
