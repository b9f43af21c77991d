using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;

namespace FlowBuilder.Core.Execution;

/// <summary>A run cannot begin: the flow cannot run, or its inputs are not what it needs. Nothing was started.</summary>
/// <param name="problems">All that stands in the way, with places.</param>
public class RunRefusedException(ImmutableArray<FlowDiagnostic> problems)
    : Exception(string.Join(" ", problems.Select(problem => problem.Text.English)))
{
    /// <summary>All that stands in the way, with places.</summary>
    public ImmutableArray<FlowDiagnostic> Problems { get; } = problems;
}
