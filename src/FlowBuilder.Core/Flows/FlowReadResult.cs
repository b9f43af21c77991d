using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;

namespace FlowBuilder.Core.Flows;

/// <summary>What came of reading a flow file.</summary>
/// <param name="Flow">The flow, or null where a diagnostic is <see cref="DiagnosticSeverity.Invalid"/>: such a file is refused.</param>
/// <param name="Diagnostics">Everything that is wrong with the file, in one list.</param>
public sealed record FlowReadResult(Flow? Flow, ImmutableArray<FlowDiagnostic> Diagnostics);
