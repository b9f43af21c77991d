using FlowBuilder.Core.Compilation;

namespace FlowBuilder.Web.Components.Home;

/// <summary>Why a file was not imported.</summary>
/// <param name="FileName">The file.</param>
/// <param name="Problems">All that is wrong with it.</param>
public sealed record ImportFailure(string FileName, IReadOnlyList<FlowDiagnostic> Problems);
