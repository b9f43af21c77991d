using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Templates;

/// <summary>The ports and problems that template settings make of a node, the same for every node with templates.</summary>
internal static class TemplatePorts
{
    /// <summary>One optional input port for each variable.</summary>
    /// <remarks>A variable that is written out takes text. One that is looked into or only asked about takes anything:
    /// a list or a flag turned into text would lose what the template asks of it.</remarks>
    /// <param name="variables">The variables of one template or several.</param>
    /// <param name="acceptsLive">Whether the node passes text on as it comes.</param>
    /// <param name="numbersDocuments">Whether documents are numbered.</param>
    public static IEnumerable<PortSpec> Of(IEnumerable<TemplateVariable> variables, bool acceptsLive = false, bool numbersDocuments = false) =>
        from variable in variables
        group variable.Use by variable.Name into uses
        let use = uses.Aggregate((left, right) => left | right)
        select new PortSpec
        {
            Id = uses.Key,
            Direction = PortDirection.Input,
            Type = use.HasFlag(TemplateUse.Plain) && !use.HasFlag(TemplateUse.Structure) ? PortType.Text : PortType.Any,
            AcceptsLive = acceptsLive && use == TemplateUse.Plain,
            NumbersDocuments = numbersDocuments,
            Label = LocalText.Verbatim(uses.Key),
            Help = LocalText.Of(
                $"The value of {{{{{uses.Key}}}}} in the template.",
                $"템플릿의 {{{{{uses.Key}}}}} 자리에 들어갈 값입니다."),
        };

    /// <summary>What is wrong with a template setting.</summary>
    /// <param name="setting">The setting's name in the file.</param>
    /// <param name="template">The template.</param>
    public static IEnumerable<SettingProblem> ProblemsOf(string setting, Template template)
    {
        if (template.Problem is { } problem) yield return new SettingProblem("template.syntax", setting, problem.Text);
    }
}
