using System.Text.Json;
using FlowBuilder.Core.Flows.Comparison;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>What differs between two documents of a flow, in the language of the request.</summary>
internal sealed record FlowChangesItem(
    bool IsSame,
    IReadOnlyList<FlowChangesItem.Value> Facts,
    IReadOnlyList<FlowChangesItem.Part> Nodes,
    IReadOnlyList<FlowChangesItem.Wire> Wires,
    IReadOnlyList<FlowChangesItem.WireOrder> WireOrders,
    IReadOnlyList<FlowChangesItem.Part> Notes,
    bool IsNodeOrderChanged)
{
    public static FlowChangesItem Of(FlowComparison changes) => new(
        changes.IsSame,
        [.. changes.Facts.Select(Value.Of)],
        [.. changes.Nodes.Select(node => new Part(node.Id.Value, node.Kind, node.Name.ToString(), node.IsMoved, [.. node.Values.Select(Value.Of)]))],
        [.. changes.Wires.Select(wire => new Wire(wire.Kind, wire.Edge.From.ToString(), wire.Edge.To.ToString(), wire.From.ToString(), wire.To.ToString()))],
        [.. changes.WireOrders.Select(order => new WireOrder(
            order.Port.ToString(), order.Node.ToString(), [.. order.Before.Select(port => port.ToString())], [.. order.After.Select(port => port.ToString())]))],
        [.. changes.Notes.Select(note => new Part(note.Id, note.Kind, null, note.IsMoved, [.. note.Values.Select(Value.Of)]))],
        changes.IsNodeOrderChanged);

    /// <summary>A node or a note that came, went or changed.</summary>
    internal sealed record Part(string Id, ChangeKind Kind, string? Name, bool IsMoved, IReadOnlyList<Value> Values);

    /// <summary>A value that changed: as it stands in the file, in words, and word by word where it is a longer text.</summary>
    internal sealed record Value(
        string Path,
        string Label,
        JsonElement? Before,
        JsonElement? After,
        string? BeforeText,
        string? AfterText,
        IReadOnlyList<Piece>? Pieces,
        FlowChangesItem? Inner)
    {
        public static Value Of(ValueChange value) => new(
            value.Path,
            value.Label.ToString(),
            value.Before,
            value.After,
            value.BeforeText?.ToString(),
            value.AfterText?.ToString(),
            value.Pieces.IsEmpty ? null : [.. value.Pieces.Select(piece => new Piece(piece.Kind, piece.Text))],
            value.Inner is null ? null : FlowChangesItem.Of(value.Inner));
    }

    /// <summary>A piece of a text: in both, in the older or in the newer.</summary>
    internal sealed record Piece(PieceKind Kind, string Text);

    /// <summary>A wire that came or went, by its ports and by the names of its nodes.</summary>
    internal sealed record Wire(ChangeKind Kind, string From, string To, string FromName, string ToName);

    /// <summary>A port whose wires arrive in another order.</summary>
    internal sealed record WireOrder(string Port, string NodeName, IReadOnlyList<string> Before, IReadOnlyList<string> After);
}
