using FlowBuilder.Core.Nodes;
using FlowBuilder.Interchange.Previews;
using FlowBuilder.Web.Components.Home;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Gallery;

/// <summary>A template in the gallery, with what it needs and what it is found by.</summary>
/// <param name="Template">The template, in the reader's language.</param>
/// <param name="Inspection">What it calls and names.</param>
/// <param name="Need">What it needs besides this program.</param>
/// <param name="Names">Its names in all its languages, for comparison.</param>
/// <param name="Texts">Everything that is said of it in all its languages, for comparison.</param>
public sealed record GalleryEntry(
    FlowTemplate Template, FlowInspection Inspection, TemplateNeed Need, IReadOnlyList<string> Names, IReadOnlyList<string> Texts)
{
    /// <summary>The tag of a template that does not do what it says without a real model.</summary>
    public const string NeedsModelTag = "needs-model";

    /// <summary>The tag of a template that works with what is built in.</summary>
    public const string OfflineTag = "works-offline";

    /// <summary>Its tags, without those that say what it needs.</summary>
    public IEnumerable<string> Tags => Template.Flow.Tags.Where(tag => tag is not (NeedsModelTag or OfflineTag));

    /// <summary>Describes a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="versions">The template in all its languages.</param>
    /// <param name="catalogue">The node types.</param>
    public static GalleryEntry Of(FlowTemplate template, IEnumerable<FlowTemplate> versions, NodeCatalogue catalogue)
    {
        var inspection = FlowInspection.Of(template.Bundle, catalogue);
        var all = versions.ToList();
        var said = all.SelectMany(version => (IEnumerable<string>)
        [
            version.Flow.Description,
            .. version.Flow.Tags,
            .. version.Flow.Nodes.Select(node => node.Title),
            .. version.Flow.Nodes.Select(node => catalogue.Find(node.Type)).OfType<NodeType>().SelectMany(type => type.Title.All.Values),
        ]);
        return new GalleryEntry(
            template,
            inspection,
            NeedOf(template, inspection, catalogue),
            [.. all.Select(version => LooseText.Of(version.Flow.Name))],
            [.. said.Distinct(StringComparer.Ordinal).Select(LooseText.Of)]);
    }

    private static TemplateNeed NeedOf(FlowTemplate template, FlowInspection inspection, NodeCatalogue catalogue)
    {
        if (template.Flow.Tags.Contains(NeedsModelTag) || template.Bundle.Flows.Any(flow => ModelNeed.Of(flow.Flow, catalogue))) return TemplateNeed.Model;
        return inspection.Hosts.Length > 0 || inspection.CallsMadeAddresses ? TemplateNeed.Service : TemplateNeed.Nothing;
    }
}
