using System.Globalization;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Hosting;

/// <summary>The flows that come with the program: <c>samples/flows/id.json</c> in English, <c>samples/flows/ko/id.json</c> in Korean.</summary>
/// <remarks>Read once, when first asked for. A file that is not a flow is left out and logged.</remarks>
internal sealed class TemplateLibrary(FlowFormat format, ILogger<TemplateLibrary> logger)
{
    // What most people begin with, the simplest first; the others follow by id.
    private static readonly string[] First =
        ["first-prompt", "answer-from-document", "chat-about-document", "reply-draft", "meeting-minutes", "classify-and-route"];

    private readonly Lazy<IReadOnlyList<FlowTemplate>> _all = new(() => Read(format, logger));

    /// <summary>Every template in every language: those that most people begin with, then the others by id.</summary>
    public IReadOnlyList<FlowTemplate> All => _all.Value;

    /// <summary>Every template once: in that language where there is one, else in English.</summary>
    public IReadOnlyList<FlowTemplate> For(CultureInfo culture) => All.InLanguage(culture);

    /// <summary>The template of that id in that language, else in English; null where there is none.</summary>
    public FlowTemplate? Find(string id, CultureInfo culture) => All.Find(id, culture);

    private static List<FlowTemplate> Read(FlowFormat format, ILogger logger)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "samples", "flows");
        var templates = new List<FlowTemplate>();
        if (!Directory.Exists(folder)) return templates;
        Add(folder, LocalText.DefaultLanguage);
        foreach (var other in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)) Add(other, Path.GetFileName(other));
        return [.. templates.OrderBy(template => Array.IndexOf(First, template.Id) is var place and >= 0 ? place : First.Length)];

        void Add(string path, string language)
        {
            foreach (var file in Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal))
            {
                var read = format.Read(File.ReadAllBytes(file));
                if (read.Flow is { } flow)
                    templates.Add(new FlowTemplate(Path.GetFileNameWithoutExtension(file), language, flow));
                else
                    logger.LogWarning("The template {Path} is not a flow: {Problems}", file, string.Join(" ", read.Diagnostics.Select(problem => problem.Text.English)));
            }
        }
    }
}
