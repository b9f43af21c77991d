using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Comparison;

namespace FlowBuilder.Cli.Output;

/// <summary>Writes what differs between two flows as JSON, for programs.</summary>
internal static class ComparisonJson
{
    private static readonly JsonSerializerOptions Indented = new(CoreJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The comparison as one JSON object.</summary>
    public static string Of(FlowComparison comparison) => JsonSerializer.Serialize(Shape(comparison), Indented);

    private static object Shape(FlowComparison comparison) => new
    {
        same = comparison.IsSame,
        facts = comparison.Facts.Select(Shape),
        nodes = comparison.Nodes.Select(node => new
        {
            id = node.Id.Value,
            kind = node.Kind,
            name = node.Name,
            moved = node.IsMoved ? new { from = node.Before!.Position, to = node.After!.Position } : null,
            values = node.Values.Select(Shape),
        }),
        wires = comparison.Wires.Select(wire => new { kind = wire.Kind, from = wire.Edge.From.ToString(), to = wire.Edge.To.ToString() }),
        wireOrders = comparison.WireOrders.Select(order => new { port = order.Port.ToString(), before = order.Before.Select(Text), after = order.After.Select(Text) }),
        notes = comparison.Notes.Select(note => new { id = note.Id, kind = note.Kind, moved = note.IsMoved ? (bool?)true : null, values = note.Values.Select(Shape) }),
        nodeOrder = comparison.IsNodeOrderChanged ? (bool?)true : null,
    };

    private static object Shape(ValueChange value) => new
    {
        path = value.Path,
        label = value.Label,
        before = value.Before,
        after = value.After,
        inner = value.Inner is null ? null : Shape(value.Inner),
    };

    private static string Text(PortAddress port) => port.ToString();
}
