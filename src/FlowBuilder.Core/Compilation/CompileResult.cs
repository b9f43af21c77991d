using System.Collections.Immutable;

namespace FlowBuilder.Core.Compilation;

/// <summary>What compiling gave: a plan, or the problems that stand in the way.</summary>
/// <param name="Plan">The plan, or null where the flow cannot run.</param>
/// <param name="Diagnostics">Every problem found, warnings included.</param>
public sealed record CompileResult(FlowPlan? Plan, ImmutableArray<FlowDiagnostic> Diagnostics);
