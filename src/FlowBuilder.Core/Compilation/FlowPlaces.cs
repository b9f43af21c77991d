using FlowBuilder.Core.Json;

namespace FlowBuilder.Core.Compilation;

/// <summary>Where the parts of a flow stand in its file, some of whose parts may have been unreadable.</summary>
internal sealed class FlowPlaces
{
    /// <summary>A flow all of which is in its file.</summary>
    public static readonly FlowPlaces AsTheyAre = new();

    /// <summary>Each node's index in the file; null where it is its index in the flow.</summary>
    public IReadOnlyList<int>? Nodes { get; init; }

    /// <summary>Each edge's index in the file; null where it is its index in the flow.</summary>
    public IReadOnlyList<int>? Edges { get; init; }

    /// <summary>Each note's index in the file; null where it is its index in the flow.</summary>
    public IReadOnlyList<int>? Notes { get; init; }

    /// <summary>Nodes whose type could not be read, which has been said already.</summary>
    public IReadOnlySet<int> Typeless { get; init; } = new HashSet<int>();

    public string Node(int index) => JsonPath.Index("$.nodes", Nodes?[index] ?? index);

    public string Edge(int index) => JsonPath.Index("$.edges", Edges?[index] ?? index);

    public string Note(int index) => JsonPath.Index("$.notes", Notes?[index] ?? index);

    public bool IsTypeless(int node) => Typeless.Contains(node);
}
