using System.Globalization;

namespace FlowBuilder.Web.Editing;

/// <summary>The curve of a wire. The browser draws the same one while something is dragged (wwwroot/js/canvas/wires.js).</summary>
internal static class WireGeometry
{
    /// <summary>The SVG path from an output port to an input port.</summary>
    public static string PathOf(double x1, double y1, double x2, double y2)
    {
        var across = x2 - x1;
        var bend = across >= 0 ? Math.Clamp(across * 0.5, 36, 180) : Math.Min(220, 60 - across * 0.35);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{x1:0.#} {y1:0.#}C{x1 + bend:0.#} {y1:0.#} {x2 - bend:0.#} {y2:0.#} {x2:0.#} {y2:0.#}");
    }
}
