using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Interchange.Pictures;

/// <summary>Draws a flow as a picture that stands alone: SVG without scripts, style sheets or anything from elsewhere.</summary>
/// <remarks>Names of types and ports are in the language of the current user interface.</remarks>
public static class FlowDrawing
{
    private const double Margin = 40;

    // The least frame, so that one node alone is not drawn huge where the picture fills its place.
    private const double LeastWidth = 480;
    private const double LeastHeight = 240;

    private const string Fonts = "'Segoe UI','Apple SD Gothic Neo','Noto Sans KR','Noto Sans CJK KR','Malgun Gothic','Noto Sans',system-ui,sans-serif";

    /// <summary>The picture as the text of an SVG file.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="catalogue">The node types; nodes of others are drawn with the ports that wires name.</param>
    /// <param name="theme">The colours.</param>
    public static string Svg(Flow flow, NodeCatalogue catalogue, PictureTheme theme = PictureTheme.Light)
    {
        var colours = new PictureColours(theme);
        var (arriving, leaving) = (flow.Edges.ToLookup(edge => edge.To.Node), flow.Edges.ToLookup(edge => edge.From.Node));
        var cards = new Dictionary<NodeId, CardDrawing>();
        foreach (var node in flow.Nodes)
        {
            var type = catalogue.Find(node.Type);
            cards[node.Id] = new CardDrawing(node, type?.Version == node.Version ? type : null, arriving, leaving);
        }

        var svg = new SvgWriter();
        var (left, top, width, height) = Frame(cards, flow);
        var (x, y, w, h) = (SvgWriter.Number(left), SvgWriter.Number(top), SvgWriter.Number(width), SvgWriter.Number(height));
        svg.Raw($"""<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="{x} {y} {w} {h}" role="img" font-family="{Fonts}">""");
        svg.Raw("<title>").Text(flow.Name).Raw("</title>");
        if (flow.Description.Length > 0) svg.Raw("<desc>").Text(flow.Description).Raw("</desc>");
        svg.Raw($"""<defs><pattern id="grid" width="20" height="20" patternUnits="userSpaceOnUse"><circle cx="10" cy="10" r="1" fill="{colours["dot"]}"/></pattern></defs>""");
        svg.Box(left, top, width, height, 0, $"fill=\"{colours["bg"]}\"").Box(left, top, width, height, 0, "fill=\"url(#grid)\"");
        foreach (var note in flow.Notes) NoteDrawing.Draw(svg, note, colours);
        foreach (var edge in flow.Edges) Wire(svg, edge, cards, colours);
        foreach (var card in cards.Values) card.Draw(svg, colours);
        return svg.Raw("</svg>\n").ToString();
    }

    private static void Wire(SvgWriter svg, FlowEdge edge, Dictionary<NodeId, CardDrawing> cards, PictureColours colours)
    {
        if (EndsOf(edge, cards) is not var (start, end)) return;
        svg.Raw($"""<path d="{WireGeometry.PathOf(start.X, start.Y, end.X, end.Y)}" fill="none" stroke="{colours.OfPort(start.Type)}" stroke-width="2" stroke-opacity=".8"/>""");
    }

    private static ((double X, double Y, string Type) Start, (double X, double Y) End)? EndsOf(FlowEdge edge, Dictionary<NodeId, CardDrawing> cards) =>
        cards.TryGetValue(edge.From.Node, out var from) && cards.TryGetValue(edge.To.Node, out var to)
            ? (from.Output(edge.From.Port), to.Input(edge.To.Port))
            : null;

    private static (double Left, double Top, double Width, double Height) Frame(Dictionary<NodeId, CardDrawing> cards, Flow flow)
    {
        var boxes = cards.Values.Select(card => BoxOf(card.Position, card.Width, card.Height))
            .Concat(flow.Notes.Select(note => BoxOf(note.Position, note.Size.Width, note.Size.Height)))
            .ToList();
        if (boxes.Count == 0) boxes.Add((0, 0, 0, 0));
        foreach (var edge in flow.Edges)
        {
            if (EndsOf(edge, cards) is not var (start, end)) continue;
            var reach = WireGeometry.ReachOf(start.X, start.Y, end.X, end.Y);
            boxes.Add((reach.Left, Math.Min(start.Y, end.Y), reach.Right, Math.Max(start.Y, end.Y)));
        }

        var (left, right) = (boxes.Min(box => box.Left), boxes.Max(box => box.Right));
        var (top, bottom) = (boxes.Min(box => box.Top), boxes.Max(box => box.Bottom));
        var (width, height) = (Math.Max(LeastWidth, right - left + 2 * Margin), Math.Max(LeastHeight, bottom - top + 2 * Margin));
        return ((left + right - width) / 2, (top + bottom - height) / 2, width, height);
    }

    private static (double Left, double Top, double Right, double Bottom) BoxOf(CanvasPoint at, double width, double height) =>
        (at.X, at.Y, at.X + width, at.Y + height);
}
