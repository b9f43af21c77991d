using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>One problem of a flow, found before it runs.</summary>
/// <param name="Code">Stable code in dotted kebab-case, such as <c>edge.dangling</c>; listed in docs/diagnostics.md, never reused.</param>
/// <param name="Severity">What it stops.</param>
/// <param name="Path">Where it is in the file, as a JSON path such as <c>$.nodes[2].settings.top</c>.</param>
/// <param name="Text">What is wrong and what to do, for people.</param>
public sealed record FlowDiagnostic(string Code, DiagnosticSeverity Severity, string Path, LocalText Text)
{
    /// <summary>The node it is about, or null.</summary>
    public NodeId? Node { get; init; }

    /// <summary>The port it is about, or null.</summary>
    public string? Port { get; init; }

    /// <summary>The setting it is about, or null.</summary>
    public string? Setting { get; init; }
}
