using System.Globalization;

namespace FlowBuilder.Interchange.Pictures;

/// <summary>The curve of a wire. The browser draws the same one while something is dragged (wwwroot/js/canvas/wires.js).</summary>
public static class WireGeometry
{
    // A wire that goes back further than this turns round and runs between the rows of cards.
    private const double Back = 120;

    // Rows further apart than this have room for a wire between them.
    private const double RowsApart = 180;

    // A cubic curve whose two middle points lie so far out goes three quarters of that way.
    private const double ShareOfBend = 0.75;

    // From a card's first port up to the room above the card.
    private const double AbovePort = 100;

    /// <summary>The SVG path from an output port to an input port.</summary>
    public static string PathOf(double x1, double y1, double x2, double y2)
    {
        if (IsAround(x1, y1, x2, y2)) return AroundOf(x1, y1, x2, y2);
        var bend = BendOf(x2 - x1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{x1:0.#} {y1:0.#}C{x1 + bend:0.#} {y1:0.#} {x2 - bend:0.#} {y2:0.#} {x2:0.#} {y2:0.#}");
    }

    /// <summary>How far to the left and to the right the wire goes at most; a little more where it is short.</summary>
    public static (double Left, double Right) ReachOf(double x1, double y1, double x2, double y2)
    {
        var (out1, out2) = IsAround(x1, y1, x2, y2) ? TurnsOf(y1, y2) : (BendOf(x2 - x1), BendOf(x2 - x1));
        return (Math.Min(x1, x2 - ShareOfBend * out2), Math.Max(x2, x1 + ShareOfBend * out1));
    }

    private static bool IsAround(double x1, double y1, double x2, double y2) => x1 - x2 > Back && Math.Abs(y2 - y1) > RowsApart;

    // Round the right side, back above the lower of both cards, round the left side.
    private static string AroundOf(double x1, double y1, double x2, double y2)
    {
        var lane = LaneOf(y1, y2);
        var (out1, out2) = TurnsOf(y1, y2);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{x1:0.#} {y1:0.#}C{x1 + out1:0.#} {y1:0.#} {x1 + out1:0.#} {lane:0.#} {x1:0.#} {lane:0.#}L{x2:0.#} {lane:0.#}C{x2 - out2:0.#} {lane:0.#} {x2 - out2:0.#} {y2:0.#} {x2:0.#} {y2:0.#}");
    }

    private static double BendOf(double across) => across >= 0 ? Math.Clamp(across * 0.5, 36, 180) : Math.Min(220, 60 - across * 0.35);

    private static double LaneOf(double y1, double y2) => Math.Max(y1, y2) - AbovePort;

    private static (double Out1, double Out2) TurnsOf(double y1, double y2) => (TurnOf(LaneOf(y1, y2) - y1), TurnOf(LaneOf(y1, y2) - y2));

    // Two thirds of the height make a round half; more would reach into the neighbouring card.
    private static double TurnOf(double height) => Math.Clamp(Math.Abs(height) * 2 / 3, 36, 84);
}
