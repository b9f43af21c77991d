using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange.Bundles;

namespace FlowBuilder.Web.Components.Home;

/// <summary>What came of one of several files that were imported together.</summary>
/// <param name="FileName">The file.</param>
/// <param name="Bundle">What it held; null where it was refused.</param>
/// <param name="Stored">The flow that it is about, as it is stored now; null where it was refused.</param>
/// <param name="Problems">Why it was refused.</param>
public sealed record ImportOutcome(string FileName, FlowBundle? Bundle, StoredFlow? Stored, IReadOnlyList<FlowDiagnostic> Problems);
