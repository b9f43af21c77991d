using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Interchange.Pictures;

/// <summary>A node as the picture shows it: measured first, then drawn.</summary>
internal sealed class CardDrawing
{
    private const double TitleSize = 14;
    private const double PortSize = 13;
    private const double FactSize = 12.5;
    private const double FactLine = 18;
    private const double Side = 14;
    private const double TitleLeft = 52;

    private static readonly LocalText Offline = LocalText.Of("Built-in demo model", "내장 데모 모델");
    private static readonly LocalText Bypassed = LocalText.Of("Bypassed", "건너뜀");

    private readonly FlowNode _node;
    private readonly NodeType? _type;
    private readonly List<PortSpec> _inputs;
    private readonly List<PortSpec> _outputs;
    private readonly HashSet<string> _wired;
    private readonly List<(string Label, string Value)> _lines = [];
    private readonly double _cardHeight;

    /// <summary>Measures a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="type">Its type, or null for one that this program does not know.</param>
    /// <param name="arriving">The flow's wires by the node that they go to.</param>
    /// <param name="leaving">The flow's wires by the node that they come from.</param>
    public CardDrawing(FlowNode node, NodeType? type, ILookup<NodeId, FlowEdge> arriving, ILookup<NodeId, FlowEdge> leaving)
    {
        (_node, _type) = (node, type);
        _wired = arriving[node.Id].Select(edge => edge.To.Port).ToHashSet(StringComparer.Ordinal);
        var ports = type?.PortsOf(node) ?? Guessed(_wired, leaving[node.Id].Select(edge => edge.From.Port).Distinct());
        _inputs = [.. ports.Where(port => port.Direction == PortDirection.Input && (!port.IsSetting || _wired.Contains(port.Id) || node.Promoted.Contains(port.Id)))];
        _outputs = [.. ports.Where(port => port is { Direction: PortDirection.Output, IsHidden: false })];
        Title = node.Title.Length > 0 ? node.Title : (type?.Title ?? LocalText.Verbatim(node.Type)).ToString();
        Width = NodeGeometry.WidthOf(Title);
        _cardHeight = NodeGeometry.HeightOf(Math.Max(_inputs.Count, _outputs.Count));
        foreach (var fact in NodeFacts.Of(node, type, _wired, Offline.ToString()))
        {
            var label = fact.Label.Length > 0 ? TextFitting.Shortened(fact.Label, Width / 2.0, FactSize) : "";
            var room = Width - 2 * Side - (label.Length > 0 ? TextFitting.WidthOf(label, FactSize) + 6 : 0);
            var isFirst = true;
            foreach (var line in TextFitting.Lines(fact.Value.Trim(), room, FactSize, fact.IsLong ? 2 : 1))
            {
                _lines.Add((isFirst ? label : "", line));
                isFirst = false;
            }
        }

        Height = _cardHeight + (_lines.Count > 0 ? 14 + _lines.Count * FactLine : 0);
    }

    /// <summary>What it is called.</summary>
    public string Title { get; }

    /// <summary>How wide it is, in pixels.</summary>
    public int Width { get; }

    /// <summary>How high it is, in pixels.</summary>
    public double Height { get; }

    /// <summary>Where it stands.</summary>
    public CanvasPoint Position => _node.Position;

    /// <summary>The middle of an output's dot and the type of its values.</summary>
    public (double X, double Y, string Type) Output(string port)
    {
        var row = _outputs.FindIndex(other => other.Id == port);
        var (x, y) = NodeGeometry.OutputAt(Position, Width, row);
        return (x, y, row < 0 ? PortType.Any.Name : _outputs[row].Type.Name);
    }

    /// <summary>The middle of an input's dot.</summary>
    public (double X, double Y) Input(string port) => NodeGeometry.InputAt(Position, _inputs.FindIndex(other => other.Id == port));

    /// <summary>Draws it.</summary>
    public void Draw(SvgWriter svg, PictureColours colours)
    {
        var (x, y) = (Position.X, Position.Y);
        var dashes = _type is null || _node.IsBypassed ? " stroke-dasharray=\"5 4\"" : "";
        svg.Box(x, y + 2, Width, Height, 12, "fill=\"#101828\" fill-opacity=\".08\"");
        svg.Box(x, y, Width, Height, 12, $"fill=\"{colours["panel"]}\" stroke=\"{colours[_node.IsBypassed ? "line-strong" : "line"]}\"{dashes}");
        Head(svg, colours, x, y);
        if (_inputs.Count + _outputs.Count > 0) Rule(svg, colours, y + 1 + NodeGeometry.HeaderHeight);
        for (var row = 0; row < _inputs.Count; row++) Port(svg, colours, _inputs[row], NodeGeometry.InputAt(Position, row), isInput: true);
        for (var row = 0; row < _outputs.Count; row++) Port(svg, colours, _outputs[row], NodeGeometry.OutputAt(Position, Width, row), isInput: false);
        if (_lines.Count == 0) return;
        Rule(svg, colours, y + _cardHeight);
        for (var i = 0; i < _lines.Count; i++)
        {
            var (label, value) = _lines[i];
            var line = y + _cardHeight + 7 + FactLine * i + 13;
            svg.Raw($"""<text x="{SvgWriter.Number(x + Side)}" y="{SvgWriter.Number(line)}" fill="{colours["ink"]}" font-size="{SvgWriter.Number(FactSize)}">""");
            if (label.Length > 0) svg.Raw($"""<tspan fill="{colours["muted"]}">""").Text(label).Raw("""</tspan><tspan dx="6">""").Text(value).Raw("</tspan></text>");
            else svg.Text(value).Raw("</text>");
        }
    }

    private static ImmutableArray<PortSpec> Guessed(IEnumerable<string> inputs, IEnumerable<string> outputs) =>
    [
        .. inputs.Select(id => Guessed(id, PortDirection.Input)),
        .. outputs.Select(id => Guessed(id, PortDirection.Output)),
    ];

    private static PortSpec Guessed(string id, PortDirection direction) =>
        new() { Id = id, Direction = direction, Type = PortType.Any, Label = LocalText.Verbatim(id) };

    private void Head(SvgWriter svg, PictureColours colours, double x, double y)
    {
        var colour = _type is null ? colours["bad"] : colours.OfCategory(_type.Category);
        svg.Box(x + 10, y + 11, 32, 32, 8, $"fill=\"{colour}\" fill-opacity=\".13\"");
        svg.Raw($"""<path transform="translate({SvgWriter.Number(x + 18)} {SvgWriter.Number(y + 19)})" d="{IconShapes.PathOf(_type?.Icon ?? "unknown")}" fill="none" stroke="{colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>""");
        var mark = _node.IsBypassed ? Bypassed.ToString() : "";
        var markWidth = mark.Length > 0 ? TextFitting.WidthOf(mark, 12) + 24 : 0;
        var lines = TextFitting.Lines(Title, Width - TitleLeft - 12 - markWidth, TitleSize, 2);
        for (var i = 0; i < lines.Count; i++)
            svg.Line(x + TitleLeft, y + (lines.Count == 1 ? 32 : 23 + 18 * i), lines[i], $"fill=\"{colours[_node.IsBypassed ? "muted" : "ink"]}\" font-size=\"{TitleSize}\" font-weight=\"600\"");
        if (mark.Length == 0) return;
        svg.Box(x + Width - markWidth - 4, y + 17, markWidth - 8, 20, 10, $"fill=\"{colours["soft"]}\"");
        svg.Line(x + Width - 20, y + 31, mark, $"fill=\"{colours["muted"]}\" font-size=\"12\" text-anchor=\"end\"");
    }

    private void Rule(SvgWriter svg, PictureColours colours, double y) =>
        svg.Raw($"""<path d="M{SvgWriter.Number(Position.X)} {SvgWriter.Number(y)}h{Width}" stroke="{colours["line"]}"/>""");

    private void Port(SvgWriter svg, PictureColours colours, PortSpec port, (double X, double Y) at, bool isInput)
    {
        var colour = colours.OfPort(port.Type.Name);
        var isFilled = !isInput || _wired.Contains(port.Id);
        var fill = isFilled ? colour : colours["panel"];
        if (port.IsList) svg.Box(at.X - 5, at.Y - 5, 10, 10, 3, $"fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.5\"");
        else svg.Raw($"""<circle cx="{SvgWriter.Number(at.X)}" cy="{SvgWriter.Number(at.Y)}" r="5" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>""");
        var label = TextFitting.Shortened(port.Label.ToString(), Width / 2.0 - Side, PortSize);
        var ink = colours[isFilled || port.IsRequired ? "ink" : "muted"];
        svg.Line(at.X + (isInput ? Side : -Side), at.Y + 4.5, label, $"fill=\"{ink}\" font-size=\"{PortSize}\"{(isInput ? "" : " text-anchor=\"end\"")}");
    }
}
