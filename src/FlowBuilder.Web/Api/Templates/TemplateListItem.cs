using System.Collections.Immutable;
using FlowBuilder.Web.Gallery;

namespace FlowBuilder.Web.Api.Templates;

/// <summary>A template in a list.</summary>
/// <param name="Id">Its id, the same in every language.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does.</param>
/// <param name="Tags">Words to find it by.</param>
/// <param name="Language">The language of its texts.</param>
/// <param name="Nodes">How many nodes it has, those of flows within it included.</param>
/// <param name="Needs">What it needs besides the program: <c>nothing</c>, <c>service</c> or <c>model</c>.</param>
/// <param name="Hosts">The hosts that it calls.</param>
/// <param name="Connections">The connections that it names besides the built-in one.</param>
/// <param name="IsOwn">Whether it lies in the operator's folder.</param>
internal sealed record TemplateListItem(
    string Id, string Name, string Description, ImmutableArray<string> Tags, string Language, int Nodes, string Needs,
    ImmutableArray<string> Hosts, ImmutableArray<string> Connections, bool IsOwn)
{
    /// <summary>An entry of the gallery as an item.</summary>
    public static TemplateListItem Of(GalleryEntry entry)
    {
        var (id, language, flow) = entry.Template;
        return new(
            id, flow.Name, flow.Description, flow.Tags, language, entry.Inspection.Nodes, entry.Need.ToString().ToLowerInvariant(),
            entry.Inspection.Hosts, entry.Inspection.Connections, entry.Template.IsOwn);
    }
}
