using System.Globalization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Hosting;

/// <summary>Which of a template's languages a reader gets.</summary>
internal static class TemplateVersions
{
    /// <summary>Every template once, in the order of their first appearance: in that language where there is one, else in English.</summary>
    public static IReadOnlyList<FlowTemplate> InLanguage(this IEnumerable<FlowTemplate> templates, CultureInfo culture) =>
        [.. templates.GroupBy(template => template.Id).Select(versions => Best(versions, culture)).OfType<FlowTemplate>()];

    /// <summary>The template of that id in that language, else in English, else in any; null where there is none.</summary>
    public static FlowTemplate? Find(this IEnumerable<FlowTemplate> templates, string id, CultureInfo culture) =>
        Best(templates.Where(template => template.Id == id), culture);

    private static FlowTemplate? Best(IEnumerable<FlowTemplate> versions, CultureInfo culture) => versions
        .OrderBy(template => template.Language == culture.TwoLetterISOLanguageName ? 0 : template.Language == LocalText.DefaultLanguage ? 1 : 2)
        .FirstOrDefault();
}
