using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>The reference of every node type in one language: made from declarations and sample flows, never written by hand.</summary>
public sealed class NodeReferenceBook
{
    // An example that fills the screen shows less than a short one.
    private const int ExampleLength = 900;

    private readonly Dictionary<string, NodeReference> _byType;

    private NodeReferenceBook(NodeCatalogue catalogue, CultureInfo language, SampleUses uses)
    {
        Language = language;
        Catalogue = catalogue;
        Pages = [.. catalogue.Types.Select(type => new NodeReference(type, ExampleOf(type, uses), uses.SamplesOf(type), uses.Before(type), uses.After(type)))];
        _byType = Pages.ToDictionary(page => page.Type.Id, StringComparer.Ordinal);
    }

    /// <summary>The language that it is read in.</summary>
    public CultureInfo Language { get; }

    /// <summary>The node types.</summary>
    public NodeCatalogue Catalogue { get; }

    /// <summary>A page for each node type, in the order of the palette.</summary>
    public ImmutableArray<NodeReference> Pages { get; }

    /// <summary>The pages by palette group, in the order of the palette.</summary>
    public IEnumerable<IGrouping<string, NodeReference>> Groups => Pages.GroupBy(page => page.Type.Category);

    /// <summary>Makes the reference of a catalogue.</summary>
    /// <param name="catalogue">The node types.</param>
    /// <param name="samples">Sample flows in every language; those of the reader's language are shown, or else the English ones.</param>
    /// <param name="language">The reader's language.</param>
    public static NodeReferenceBook Of(NodeCatalogue catalogue, IEnumerable<SampleFlow> samples, CultureInfo language)
    {
        var own = samples.GroupBy(sample => sample.Id, StringComparer.Ordinal)
            .Select(same => same.FirstOrDefault(sample => sample.Language == language.TwoLetterISOLanguageName)
                ?? same.FirstOrDefault(sample => sample.Language == LocalText.DefaultLanguage))
            .OfType<SampleFlow>();
        return new NodeReferenceBook(catalogue, language, new SampleUses(catalogue, own));
    }

    /// <summary>The page of a node type, or null where there is no such type.</summary>
    public NodeReference? Find(string type) => _byType.GetValueOrDefault(type);

    private static FlowNode ExampleOf(NodeType type, SampleUses uses)
    {
        var plain = new FlowNode { Id = new NodeId(type.Id[(type.Id.LastIndexOf('.') + 1)..]), Type = type.Id, Version = type.Version, Settings = type.Example };
        if (type.Example.Count > 0) return plain;
        return uses.NodesOf(type)
            .Where(node => NodeText.Json(node, type).Length <= ExampleLength)
            .OrderByDescending(node => type.Canonical(node.Settings).Count)
            .FirstOrDefault() ?? plain;
    }
}
