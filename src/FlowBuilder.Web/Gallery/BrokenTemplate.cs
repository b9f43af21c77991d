using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;

namespace FlowBuilder.Web.Gallery;

/// <summary>A file of the operator's folder that is no template.</summary>
/// <param name="File">Its path within the folder; empty for the folder itself.</param>
/// <param name="Problems">What is wrong with it.</param>
public sealed record BrokenTemplate(string File, ImmutableArray<FlowDiagnostic> Problems);
