using FlowBuilder.Core.Compilation;

namespace FlowBuilder.Web.Api.Problems;

/// <summary>One thing that is wrong with a flow or a request.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong and what to do, in the request's language.</param>
/// <param name="Path">Where it is, as a JSON path.</param>
/// <param name="Severity">What it stops: <c>invalid</c> the file, <c>incomplete</c> a run, <c>warning</c> nothing.</param>
/// <param name="NodeId">The node it is about, or null.</param>
/// <param name="Port">The port it is about, or null.</param>
/// <param name="Setting">The setting it is about, or null.</param>
internal sealed record ProblemItem(
    string Code, string Message, string Path, DiagnosticSeverity Severity, string? NodeId, string? Port, string? Setting)
{
    /// <summary>A diagnostic in the request's language.</summary>
    public static ProblemItem Of(FlowDiagnostic problem) => new(
        problem.Code,
        problem.Text.ToString(),
        problem.Path,
        problem.Severity,
        problem.Node?.Value,
        problem.Port,
        problem.Setting);
}
