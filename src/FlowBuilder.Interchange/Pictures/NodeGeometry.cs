using System.Globalization;
using System.Text;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Interchange.Pictures;

/// <summary>How large node cards are and where their ports lie, as canvas.css draws them, in canvas pixels.</summary>
public static class NodeGeometry
{
    /// <summary>The height of a card's header.</summary>
    public const int HeaderHeight = 52;

    /// <summary>The height of one row of ports.</summary>
    public const int RowHeight = 24;

    /// <summary>The narrowest card.</summary>
    public const int MinWidth = 248;

    /// <summary>The widest card; a longer title takes two lines.</summary>
    public const int MaxWidth = 344;

    // Border of the card, border and padding of the list of ports.
    private const int PortsTop = 1 + HeaderHeight + 1 + 5;

    // Paddings, icon, gaps and room for the status at the title's right.
    private const int BesideTitle = 10 + 32 + 10 + 10 + 74 + 12 + 2;

    /// <summary>The width of a card with that title, a multiple of 8.</summary>
    public static int WidthOf(string title) =>
        Math.Clamp((int)Math.Ceiling((BesideTitle + TextWidth(title)) / 8) * 8, MinWidth, MaxWidth);

    /// <summary>The middle of an input port's dot.</summary>
    /// <param name="position">Where the card stands.</param>
    /// <param name="row">The port's row, from 0; all rows below the card's own are drawn at its header.</param>
    public static (double X, double Y) InputAt(CanvasPoint position, int row) => (position.X, RowAt(position, row));

    /// <summary>The middle of an output port's dot.</summary>
    /// <param name="position">Where the card stands.</param>
    /// <param name="width">How wide the card is.</param>
    /// <param name="row">The port's row, from 0.</param>
    public static (double X, double Y) OutputAt(CanvasPoint position, int width, int row) => (position.X + width, RowAt(position, row));

    /// <summary>The height of a card with so many rows of ports and nothing below them.</summary>
    public static int HeightOf(int rows) => rows == 0 ? HeaderHeight + 2 : PortsTop + rows * RowHeight + 7;

    private static double RowAt(CanvasPoint position, int row) =>
        position.Y + (row < 0 ? 1 + HeaderHeight / 2.0 : PortsTop + row * RowHeight + RowHeight / 2.0);

    /// <summary>About how wide a text is in the letters of a card's title, in canvas pixels.</summary>
    /// <remarks>Hangul, kana and Han are as wide as the font is high; other letters a little over half of that in this weight.</remarks>
    public static double TextWidth(ReadOnlySpan<char> text)
    {
        double width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += IsWide(rune) ? 13.2
                : Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter ? 9.4
                : 7.9;
        }

        return width;
    }

    private static bool IsWide(Rune rune) =>
        rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF);
}
