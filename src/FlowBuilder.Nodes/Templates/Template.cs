using System.Collections.Immutable;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Templates;

/// <summary>A text with variables, read once: its parts, its variables, and what is wrong with it.</summary>
/// <remarks>The language is that of Handlebars (handlebarsjs.com) without functions, partials and HTML escaping. Values are
/// never read as templates.</remarks>
internal sealed class Template
{
    /// <summary>The most variables that one template may have.</summary>
    public const int MaxVariables = 200;

    /// <summary>The longest name of a variable, in characters.</summary>
    public const int MaxNameLength = 64;

    private Template(IReadOnlyList<TemplatePart> parts, ImmutableArray<TemplateVariable> variables, TemplateProblem? problem) =>
        (Parts, Variables, Problem) = (parts, variables, problem);

    /// <summary>What it is made of; empty where it cannot be read.</summary>
    public IReadOnlyList<TemplatePart> Parts { get; }

    /// <summary>The names that it takes from outside; where it cannot be read, those of the tags that can.</summary>
    public ImmutableArray<TemplateVariable> Variables { get; }

    /// <summary>Why it cannot be read, or null.</summary>
    public TemplateProblem? Problem { get; }

    /// <summary>Reads a template. Never throws.</summary>
    public static Template Parse(string source)
    {
        try
        {
            var parts = TemplateParser.Parse(source);
            var variables = TemplateVariables.Of(parts);
            if (variables.FirstOrDefault(variable => variable.Name.Length > MaxNameLength) is { } tooLong)
            {
                throw new TemplateException(source.IndexOf(tooLong.Name, StringComparison.Ordinal), LocalText.Of(
                    $"The variable \"{TemplateParser.Short(tooLong.Name)}\" has more than {MaxNameLength} characters; give it a shorter name.",
                    $"변수 \"{TemplateParser.Short(tooLong.Name)}\"의 이름이 {MaxNameLength}자를 넘습니다. 이름을 줄이세요."));
            }

            if (variables.Length > MaxVariables)
            {
                throw new TemplateException(0, LocalText.Of(
                    $"The template has {variables.Length} variables; {MaxVariables} are allowed. Wire one JSON value and use its members instead.",
                    $"템플릿의 변수가 {variables.Length}개입니다. {MaxVariables}개까지 쓸 수 있습니다. JSON 값 하나를 연결해 그 항목을 쓰세요."));
            }

            return new Template(parts, variables, null);
        }
        catch (TemplateException failure)
        {
            var variables = TemplateRecovery.VariablesOf(source).Where(variable => variable.Name.Length <= MaxNameLength).Take(MaxVariables);
            return new Template([], [.. variables], ProblemAt(source, failure));
        }
    }

    private static TemplateProblem ProblemAt(string source, TemplateException failure)
    {
        var before = source.AsSpan(0, Math.Clamp(failure.Offset, 0, source.Length));
        return new TemplateProblem(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), failure.Reason);
    }
}
