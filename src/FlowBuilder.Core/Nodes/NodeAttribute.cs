namespace FlowBuilder.Core.Nodes;

/// <summary>Declares a class to be a node type. Palette entry, form, schema and documentation all come from the declaration.</summary>
/// <param name="type">The type's permanent id, <c>category.name</c> in lower case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NodeAttribute(string type) : Attribute
{
    /// <summary>The type's permanent id.</summary>
    public string Type { get; } = type;

    /// <summary>The version of its settings; raised when older settings need an upgrade.</summary>
    /// <value>1 by default.</value>
    public int Version { get; init; } = 1;

    /// <summary>The group of the palette it stands in: a name from <see cref="NodeCategories"/> or one's own.</summary>
    public required string Category { get; init; }

    /// <summary>The name of its icon in the program's icon set.</summary>
    public string Icon { get; init; } = "node";

    /// <summary>Whether the same settings and inputs always give the same outputs, so that they may be cached.</summary>
    public bool Deterministic { get; init; }

    /// <summary>Whether running it changes something outside, so that it is never silently repeated.</summary>
    public bool SideEffects { get; init; }

    /// <summary>Whether it calls something over the network.</summary>
    public bool Network { get; init; }

    /// <summary>Whether it may take as long as the run may, since its time is that of what it runs or waits for.</summary>
    public bool Lasting { get; init; }

    /// <summary>Whether what it gives means something in its own run only, so that an earlier run's outputs never stand in for it.</summary>
    public bool RunBound { get; init; }

    /// <summary>How what it does outside is kept when a run is recorded.</summary>
    public RecordedAs Recorded { get; init; }

    /// <summary>Words that find it in the palette beside its title, separated by blanks.</summary>
    public string Keywords { get; init; } = "";
}
