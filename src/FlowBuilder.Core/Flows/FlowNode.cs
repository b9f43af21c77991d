using System.Collections.Immutable;

namespace FlowBuilder.Core.Flows;

/// <summary>One node of a flow: which type it is, its settings and where it stands.</summary>
public sealed record FlowNode
{
    /// <summary>Its id, unique among the flow's nodes.</summary>
    public required NodeId Id { get; init; }

    /// <summary>Its type's id, <c>category.name</c>; may be one that this program does not know.</summary>
    public required string Type { get; init; }

    /// <summary>The version of the type that its settings were written for; 1 or more.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The name a person gave it; empty for the type's own.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where its top left corner stands.</summary>
    public CanvasPoint Position { get; init; }

    /// <summary>Its settings; those that equal the type's default are left out of the file.</summary>
    public JsonMembers Settings { get; init; } = JsonMembers.Empty;

    /// <summary>What happens when it fails, and how long it may take.</summary>
    public NodePolicy Policy { get; init; } = NodePolicy.Default;

    /// <summary>Settings shown as input ports though no edge feeds them yet; for the canvas only.</summary>
    public ImmutableArray<string> Promoted { get; init; } = [];

    /// <summary>Whether it is bypassed: it does not run, and what comes to it goes on as it is.</summary>
    /// <remarks>Each output gives what came to the first wired input, in the order of ports, whose type it can take; where there is none, the output gives nothing.</remarks>
    public bool IsBypassed { get; init; }

    /// <summary>Members of the file that this program does not know, kept as they are.</summary>
    public JsonMembers Extra { get; init; } = JsonMembers.Empty;
}
