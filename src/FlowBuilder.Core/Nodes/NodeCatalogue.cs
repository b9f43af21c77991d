using System.Collections.Immutable;
using System.Reflection;

namespace FlowBuilder.Core.Nodes;

/// <summary>The node types that this program knows. Immutable; made once at start.</summary>
public sealed class NodeCatalogue
{
    private readonly Dictionary<string, NodeType> _byId;

    private NodeCatalogue(IEnumerable<NodeType> types)
    {
        Types = [.. types.OrderBy(type => CategoryRank(type.Category)).ThenBy(type => type.Id, StringComparer.Ordinal)];
        _byId = new Dictionary<string, NodeType>(StringComparer.Ordinal);
        foreach (var type in Types)
        {
            if (!_byId.TryAdd(type.Id, type))
                throw new InvalidOperationException($"Two node types have the id '{type.Id}'.");
            type.Catalogue = this;
        }
    }

    /// <summary>Every type, by the palette's order.</summary>
    public ImmutableArray<NodeType> Types { get; }

    /// <summary>Reads every node type that assemblies declare.</summary>
    /// <exception cref="InvalidOperationException">A declaration is faulty or an id stands twice; the message says which.</exception>
    public static NodeCatalogue FromAssemblies(params IEnumerable<Assembly> assemblies) =>
        FromClasses(assemblies.Distinct().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsDefined(typeof(NodeAttribute), false)));

    /// <summary>Reads node types from their classes.</summary>
    /// <exception cref="InvalidOperationException">A declaration is faulty or an id stands twice; the message says which.</exception>
    public static NodeCatalogue FromClasses(params IEnumerable<Type> nodeClasses) =>
        new(nodeClasses.Select(NodeTypeReader.Read));

    /// <summary>The type of that id, or null.</summary>
    public NodeType? Find(string id) => _byId.GetValueOrDefault(id);

    private static int CategoryRank(string category)
    {
        for (var i = 0; i < NodeCategories.All.Count; i++)
        {
            if (NodeCategories.All[i].Key == category) return i;
        }

        return NodeCategories.All.Count;
    }
}
