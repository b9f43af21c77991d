using System.Collections.Concurrent;
using System.Globalization;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Nodes.Reference;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Reference;

/// <summary>The reference of the nodes in each language that is read here, made when first asked for.</summary>
internal sealed class NodeBooks(NodeCatalogue catalogue, TemplateLibrary templates)
{
    private readonly ConcurrentDictionary<string, NodeReferenceBook> _books = new(StringComparer.Ordinal);

    /// <summary>The reference in a language.</summary>
    public NodeReferenceBook For(CultureInfo language) => _books.GetOrAdd(
        language.TwoLetterISOLanguageName,
        _ => NodeReferenceBook.Of(catalogue, templates.All.Select(template => new SampleFlow(template.Id, template.Language, template.Flow)), language));
}
