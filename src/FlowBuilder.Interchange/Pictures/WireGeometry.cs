using System.Globalization;

namespace FlowBuilder.Interchange.Pictures;

/// <summary>The curve of a wire. The browser draws the same one while something is dragged (wwwroot/js/canvas/wires.js).</summary>
public static class WireGeometry
{
    // A wire that goes back further than this turns round and runs between the rows of cards.
    private const double Back = 120;

    // Rows further apart than this have room for a wire between them.
    private const double RowsApart = 180;

    // From a card's first port up to the room above the card.
    private const double AbovePort = 100;

    /// <summary>The SVG path from an output port to an input port.</summary>
    public static string PathOf(double x1, double y1, double x2, double y2)
    {
        if (x1 - x2 > Back && Math.Abs(y2 - y1) > RowsApart) return AroundOf(x1, y1, x2, y2);
        var across = x2 - x1;
        var bend = across >= 0 ? Math.Clamp(across * 0.5, 36, 180) : Math.Min(220, 60 - across * 0.35);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{x1:0.#} {y1:0.#}C{x1 + bend:0.#} {y1:0.#} {x2 - bend:0.#} {y2:0.#} {x2:0.#} {y2:0.#}");
    }

    // Round the right side, back above the lower of both cards, round the left side.
    private static string AroundOf(double x1, double y1, double x2, double y2)
    {
        var lane = Math.Max(y1, y2) - AbovePort;
        var (out1, out2) = (TurnOf(lane - y1), TurnOf(lane - y2));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{x1:0.#} {y1:0.#}C{x1 + out1:0.#} {y1:0.#} {x1 + out1:0.#} {lane:0.#} {x1:0.#} {lane:0.#}L{x2:0.#} {lane:0.#}C{x2 - out2:0.#} {lane:0.#} {x2 - out2:0.#} {y2:0.#} {x2:0.#} {y2:0.#}");
    }

    // Two thirds of the height make a round half; more would reach into the neighbouring card.
    private static double TurnOf(double height) => Math.Clamp(Math.Abs(height) * 2 / 3, 36, 84);
}
