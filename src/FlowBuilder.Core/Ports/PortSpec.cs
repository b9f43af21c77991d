using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Ports;

/// <summary>One port of a node: what goes through it and under which rules.</summary>
public sealed record PortSpec
{
    /// <summary>Its id on the node, as edges name it.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it takes values or gives them.</summary>
    public required PortDirection Direction { get; init; }

    /// <summary>What goes through it; for a list port, the type of one item.</summary>
    public required PortType Type { get; init; }

    /// <summary>Whether several edges may end here, their values in edge order.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether the node cannot run without an edge here.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether an input takes live text, so that its node starts when the text starts.</summary>
    public bool AcceptsLive { get; init; }

    /// <summary>Whether documents that arrive at this text input are numbered, so that an answer can cite them.</summary>
    public bool NumbersDocuments { get; init; }

    /// <summary>Whether an output is the flow's own result: shown and journalled, not open to edges.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether it came from a setting that may be fed from a wire.</summary>
    public bool IsSetting { get; init; }

    /// <summary>Its name for people.</summary>
    public required LocalText Label { get; init; }

    /// <summary>What it is for, in a sentence; may be empty.</summary>
    public LocalText Help { get; init; } = LocalText.Verbatim("");
}
