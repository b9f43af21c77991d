using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>Prints what differs between two flows, for people.</summary>
/// <param name="output">Where to.</param>
/// <param name="paint">How what was removed and added is marked.</param>
internal sealed class ComparisonPrinter(TextWriter output, Paint paint)
{
    /// <summary>Prints a comparison; nothing where nothing differs.</summary>
    /// <param name="comparison">What differs.</param>
    /// <param name="indent">Blanks before each line.</param>
    public void Print(FlowComparison comparison, string indent = "")
    {
        Values(comparison.Facts, indent);
        foreach (var node in comparison.Nodes.Where(node => !node.IsOnlyMoved)) Node(node, indent);
        foreach (var wire in comparison.Wires)
        {
            Line(Sign(wire.Kind), $"{ComparisonWords.Wire} {wire.From} ({wire.Edge.From}) → {wire.To} ({wire.Edge.To})", indent);
        }

        foreach (var order in comparison.WireOrders)
            Line('~', ComparisonWords.WireOrder(order.Port.ToString(), string.Join(", ", order.Before), string.Join(", ", order.After)).ToString(), indent);
        foreach (var note in comparison.Notes.Where(note => !note.IsOnlyMoved))
        {
            Line(Sign(note.Kind), $"{ComparisonWords.Note} {note.Id}", indent);
            Values(note.Values, indent + "    ");
        }

        if (comparison.IsNodeOrderChanged) Line('~', ComparisonWords.NodeOrder.ToString(), indent);
        if (comparison.OnlyMoved > 0) Line('~', ComparisonWords.Moved(comparison.OnlyMoved).ToString(), indent);
    }

    /// <summary>Prints one value: on a line where it is short, and else below its name.</summary>
    public void Value(ValueChange value, string indent)
    {
        if (value.Inner is { } inner)
        {
            output.WriteLine($"{indent}{value.Label}:");
            Print(inner, indent + "    ");
            return;
        }

        var text = value.Pieces.Length > 0
            ? string.Concat(value.Pieces.Select(Mark))
            : string.Join(" → ", new[] { Side(value.BeforeText, paint.Removed), Side(value.AfterText, paint.Added) }.Where(side => side.Length > 0));
        Text(value.Label, text, indent);
    }

    /// <summary>Prints a text behind its name, or below it where it has several lines.</summary>
    public void Text(LocalText label, string text, string indent)
    {
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            output.WriteLine($"{indent}{label}: {text}");
            return;
        }

        output.WriteLine($"{indent}{label}:");
        foreach (var line in text.TrimEnd('\n').Split('\n')) output.WriteLine(line.Length == 0 ? "" : $"{indent}    {line}");
    }

    private void Node(NodeChange node, string indent)
    {
        var type = node.Kind == ChangeKind.Changed ? "" : $", {(node.After ?? node.Before)!.Type}";
        Line(Sign(node.Kind), $"{ComparisonWords.Node} {node.Name} ({node.Id}{type})", indent);
        Values(node.Kind == ChangeKind.Changed ? node.Shown : node.Shown.Where(value => value.Path is not ("type" or "version" or "title")), indent + "    ");
    }

    private void Values(IEnumerable<ValueChange> values, string indent)
    {
        foreach (var value in values) Value(value, indent);
    }

    private void Line(char sign, string text, string indent) => output.WriteLine(indent + paint.Line(sign, text));

    private string Mark(TextPiece piece) => piece.Kind switch
    {
        PieceKind.Removed => paint.Removed(piece.Text),
        PieceKind.Added => paint.Added(piece.Text),
        _ => piece.Text,
    };

    private static string Side(LocalText? text, Func<string, string> mark) =>
        text is null ? "" : mark(text.ToString() is { Length: > 0 } given ? given : ComparisonWords.Empty.ToString());

    private static char Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => '+',
        ChangeKind.Removed => '-',
        _ => '~',
    };
}
