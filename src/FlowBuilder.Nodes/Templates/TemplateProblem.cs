using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Why a template cannot be read, and where.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in characters, from 1.</param>
/// <param name="Reason">What is wrong and what to write instead.</param>
internal sealed record TemplateProblem(int Line, int Column, LocalText Reason)
{
    /// <summary>The reason with its place in front.</summary>
    public LocalText Text { get; } = LocalText.Of(
        $"Line {Line}, column {Column}: {Reason.English}",
        $"{Line}행 {Column}열: {Reason.For(TemplateParser.Korean)}");
}
