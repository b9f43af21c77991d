using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Interchange.Bundles;

namespace FlowBuilder.Web.Accounts.Personal;

/// <summary>What is stored here as one person has it: nothing of what is not there for the person, and what is made belongs to the person.</summary>
internal sealed class PersonalStores(
    IFlowStore flows,
    IKnowledgeStore bases,
    IKnowledgeDocuments documents,
    IKnowledgeIntake intake,
    FlowReferences references,
    FlowFormat format,
    NodeCatalogue catalogue,
    AccessRules rules)
{
    /// <summary>The person's flows.</summary>
    public IFlowStore Flows(Person person) => new PersonalFlows(flows, rules, person);

    /// <summary>The person's knowledge bases.</summary>
    public IKnowledgeStore Knowledge(Person person) => new PersonalKnowledge(bases, rules, person);

    /// <summary>Bundles of the person's flows.</summary>
    public FlowBundles Bundles(Person person) => new(Flows(person), references, format, Bundling(person));

    /// <summary>Takes the person's knowledge bases along in bundles.</summary>
    public KnowledgeBundling Bundling(Person person) => new(Knowledge(person), documents, intake, catalogue);
}
