using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>A flow with its nodes found by id, and their types, settings and ports looked up once.</summary>
/// <remarks>Not safe for concurrent use. Of two nodes with one id the first counts.</remarks>
internal sealed class FlowIndex
{
    private readonly NodeCatalogue _catalogue;
    private readonly Dictionary<NodeId, int> _byId;
    private readonly IndexedNode?[] _nodes;

    public FlowIndex(Flow flow, NodeCatalogue catalogue)
    {
        Flow = flow;
        _catalogue = catalogue;
        _nodes = new IndexedNode?[flow.Nodes.Length];
        _byId = new Dictionary<NodeId, int>(flow.Nodes.Length);
        for (var i = 0; i < flow.Nodes.Length; i++) _byId.TryAdd(flow.Nodes[i].Id, i);
    }

    public Flow Flow { get; }

    public int Count => _nodes.Length;

    public IndexedNode this[int node] => _nodes[node] ??= new IndexedNode(Flow.Nodes[node], _catalogue);

    /// <summary>The first node of that id, or -1.</summary>
    public int Find(NodeId id) => id.Value is not null && _byId.TryGetValue(id, out var node) ? node : -1;

    /// <summary>What a node is called: the name a person gave it, else its type's, else its id; in quotation marks.</summary>
    public LocalText TitleOf(int node)
    {
        var given = Flow.Nodes[node];
        if (given.Title.Length > 0) return LocalText.Verbatim(Quoted.Text(given.Title));
        return _catalogue.Find(given.Type)?.Title is { } title
            ? LocalText.Of(Quoted.Text(title.English), Quoted.Text(title.For(Languages.Korean)))
            : LocalText.Verbatim(Quoted.Text(given.Id.Value ?? ""));
    }
}
