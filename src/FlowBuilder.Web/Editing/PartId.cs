using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing;

/// <summary>Names something that stands on the canvas: a node by its id, a note by its id behind <c>note:</c>.</summary>
/// <param name="Value">As the page's elements carry it.</param>
public readonly record struct PartId(string Value)
{
    private const string NotePrefix = "note:";

    /// <summary>Whether it names a note.</summary>
    public bool IsNote => Value.StartsWith(NotePrefix, StringComparison.Ordinal);

    /// <summary>The node's id, where it names a node.</summary>
    public NodeId Node => new(Value);

    /// <summary>The note's id, where it names a note.</summary>
    public string Note => Value[NotePrefix.Length..];

    /// <summary>Names a node.</summary>
    public static PartId Of(NodeId node) => new(node.Value);

    /// <summary>Names a note.</summary>
    public static PartId OfNote(string id) => new(NotePrefix + id);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
