using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Compilation;

/// <summary>Lists everything that is wrong with a flow, all at once.</summary>
/// <param name="catalogue">The node types.</param>
public sealed class FlowValidator(NodeCatalogue catalogue)
{
    /// <summary>Checks a flow.</summary>
    /// <remarks>Paths are those of the file that <see cref="FlowFormat.Write"/> makes of the flow.</remarks>
    /// <returns>
    /// Every problem: <see cref="DiagnosticSeverity.Invalid"/> for what no file may have, <see cref="DiagnosticSeverity.Incomplete"/>
    /// for what can be saved and not run. Of more than a thousand, the rest is counted in a last one.
    /// </returns>
    public ImmutableArray<FlowDiagnostic> Check(Flow flow)
    {
        var problems = new DiagnosticList();
        Check(flow, FlowPlaces.AsTheyAre, problems);
        return problems.ToImmutable();
    }

    /// <summary>Checks a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="places">Where its parts stand in the file.</param>
    /// <param name="problems">What is wrong is added here.</param>
    /// <param name="level">How many flows it is in, itself included.</param>
    internal void Check(Flow flow, FlowPlaces places, DiagnosticList problems, int level = 1)
    {
        if (LimitChecks.IsOver(flow.Nodes.Length, flow.Edges.Length, problems)) return;
        LimitChecks.CheckTexts(flow, places, problems);
        BudgetChecks.Check(flow.Budget, "$.budget", node: null, problems);
        NoteChecks.Check(flow, places, problems);
        var index = new FlowIndex(flow, catalogue);
        NodeChecks.Check(index, places, problems, catalogue, level);
        EdgeChecks.Check(index, places, problems);
        InterfaceChecks.Check(index, places, problems);
        if (flow.Nodes.IsEmpty && !problems.HasInvalid)
        {
            problems.Add(
                DiagnosticCodes.FlowNoNodes,
                DiagnosticSeverity.Warning,
                "$.nodes",
                "The flow has no nodes yet.",
                "플로우에 아직 노드가 없습니다.");
        }
    }
}
