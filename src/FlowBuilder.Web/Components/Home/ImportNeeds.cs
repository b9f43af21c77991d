using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Interchange.Previews;

namespace FlowBuilder.Web.Components.Home;

/// <summary>What a bundle from elsewhere will do, and what it needs that is not here.</summary>
/// <param name="Found">What stands in its flows.</param>
/// <param name="MissingConnections">The connections that it names and that are not here, sorted.</param>
/// <param name="MissingFlows">The stored flows that it runs, does not bring along, and that are not here, by id.</param>
/// <param name="MissingKnowledge">The knowledge bases that it names, does not bring along, and that are not here, by id, sorted.</param>
public sealed record ImportNeeds(
    FlowInspection Found, IReadOnlyList<string> MissingConnections, IReadOnlyList<string> MissingFlows, IReadOnlyList<string> MissingKnowledge)
{
    /// <summary>The knowledge bases that it brings along and that are not here.</summary>
    public IReadOnlyList<KnowledgeBase> BroughtKnowledge { get; init; } = [];

    /// <summary>Compares what a bundle names with what is here.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="connections">The connections that are here, the built-in one included.</param>
    /// <param name="knowledge">The knowledge bases that are here.</param>
    /// <param name="flows">The flows that are here.</param>
    /// <param name="catalogue">The node types.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<ImportNeeds> OfAsync(
        FlowBundle bundle,
        IReadOnlyList<Connection> connections,
        IReadOnlyList<KnowledgeBaseSummary> knowledge,
        IFlowStore flows,
        NodeCatalogue catalogue,
        CancellationToken cancellationToken)
    {
        var found = FlowInspection.Of(bundle, catalogue);
        var missingFlows = new List<string>();
        foreach (var id in found.MissingFlows)
        {
            if (await flows.FindAsync(id, cancellationToken) is null) missingFlows.Add(id);
        }

        var brought = bundle.Knowledge.Where(brings => !IsHere(brings.Base.Id)).ToList();
        return new ImportNeeds(
            found,
            [.. found.Connections.Where(name => connections.All(connection => connection.Name != name))],
            missingFlows,
            [.. found.Knowledge.Where(id => !IsHere(id) && brought.TrueForAll(brings => brings.Base.Id != id))])
        {
            BroughtKnowledge = [.. brought.Select(brings => brings.Base)],
        };

        bool IsHere(string id) => knowledge.Any(summary => summary.Base.Id == id);
    }
}
