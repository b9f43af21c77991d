using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>What came of reading a bundle.</summary>
/// <param name="Bundle">The bundle, or null where it is refused.</param>
/// <param name="Diagnostics">Everything that is wrong with it; the path of what is wrong with a flow begins with the flow's entry.</param>
public sealed record BundleReadResult(FlowBundle? Bundle, ImmutableArray<FlowDiagnostic> Diagnostics);
