using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Tells an editor why a template cannot be read, and where.</summary>
public static class TemplateReading
{
    /// <summary>The first thing that is wrong with a template, or null where it can be read.</summary>
    /// <param name="template">The template as it was typed.</param>
    /// <returns>Line and column, both from 1, and what to write instead.</returns>
    public static (int Line, int Column, LocalText Reason)? ProblemOf(string template) =>
        Template.Parse(template).Problem is { } problem ? (problem.Line, problem.Column, problem.Reason) : null;
}
