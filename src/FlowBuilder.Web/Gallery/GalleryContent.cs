using System.Collections.Immutable;

namespace FlowBuilder.Web.Gallery;

/// <summary>What the gallery holds.</summary>
/// <param name="Entries">The templates, in the order in which they are recommended.</param>
/// <param name="Broken">The files of the operator's folder that are none.</param>
internal sealed record GalleryContent(ImmutableArray<GalleryEntry> Entries, ImmutableArray<BrokenTemplate> Broken)
{
    /// <summary>The template of that id, or null.</summary>
    public GalleryEntry? Find(string id) => Entries.FirstOrDefault(entry => entry.Template.Id == id);
}
