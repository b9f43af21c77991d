using System.Text.RegularExpressions;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Interchange.Pictures;

/// <summary>A note as the picture shows it: its words without the marks of Markdown.</summary>
internal static partial class NoteDrawing
{
    private const double Padding = 12;
    private const double Size = 13;
    private const double LineHeight = 19;

    /// <summary>Draws a note.</summary>
    public static void Draw(SvgWriter svg, FlowNote note, PictureColours colours)
    {
        var (ground, ink, border) = colours.Note(note.Color);
        svg.Box(note.Position.X, note.Position.Y, note.Size.Width, note.Size.Height, 10, $"fill=\"{ground}\" stroke=\"{border}\"");
        var most = (int)((note.Size.Height - 2 * Padding) / LineHeight);
        if (most < 1 || note.Size.Width <= 2 * Padding) return;
        var y = note.Position.Y + Padding + 14;
        foreach (var line in TextFitting.Lines(Plain(note.Text), note.Size.Width - 2 * Padding, Size, most))
        {
            if (line.Length > 0) svg.Line(note.Position.X + Padding, y, line, $"fill=\"{ink}\" font-size=\"{Size}\"");
            y += LineHeight;
        }
    }

    private static string Plain(string markdown)
    {
        var text = Bullet().Replace(Heading().Replace(markdown.ReplaceLineEndings("\n"), ""), "• ");
        return Link().Replace(Slanted().Replace(Emphasis().Replace(text, ""), "$1"), "$1").Trim();
    }

    [GeneratedRegex(@"^#{1,6} +", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^[ \t]*[-*+] +", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\*\*|__|`+", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"(?<![\w*])\*([^*\n]{1,500})\*(?![\w*])", RegexOptions.CultureInvariant)]
    private static partial Regex Slanted();

    [GeneratedRegex(@"\[([^\]\n]{1,500})\]\([^)\n]{1,500}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
