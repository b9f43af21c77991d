using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Gallery;

/// <summary>Every template that there is: the operator's own, then those that come with the program.</summary>
internal sealed class TemplateGallery(TemplateLibrary library, OwnTemplates own, NodeCatalogue catalogue)
{
    /// <summary>The templates as they are now, each once and in the reader's language where there is one.</summary>
    /// <remarks>One of the operator's takes the place of a built-in one of the same id.</remarks>
    public async Task<GalleryContent> ReadAsync(CultureInfo culture, CancellationToken cancellationToken)
    {
        var list = await own.ReadAsync(cancellationToken);
        var taken = list.Templates.Select(template => template.Id).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<FlowTemplate> all = [.. list.Templates, .. library.All.Where(template => !taken.Contains(template.Id))];
        var versions = all.ToLookup(template => template.Id);
        return new GalleryContent(
            [.. all.InLanguage(culture).Select(template => GalleryEntry.Of(template, versions[template.Id], catalogue))],
            list.Broken);
    }
}
