using System.Globalization;
using System.Text;
using System.Xml;

namespace FlowBuilder.Interchange.Pictures;

/// <summary>Writes the elements of a picture; whatever people wrote goes in as text and never as markup.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new(8192);

    /// <summary>A number as SVG has it: a point, and no more than one decimal.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Adds markup.</summary>
    public SvgWriter Raw(string markup)
    {
        _svg.Append(markup);
        return this;
    }

    /// <summary>Adds a text between tags.</summary>
    public SvgWriter Text(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                _svg.Append(letter).Append(text[++i]);
                continue;
            }

            // XML has no way at all to write most control characters.
            _svg.Append(letter switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => XmlConvert.IsXmlChar(letter) ? letter.ToString() : "\uFFFD",
            });
        }

        return this;
    }

    /// <summary>Adds a rectangle.</summary>
    public SvgWriter Box(double x, double y, double width, double height, double radius, string attributes) =>
        Raw($"""<rect x="{Number(x)}" y="{Number(y)}" width="{Number(width)}" height="{Number(height)}" rx="{Number(radius)}" {attributes}/>""");

    /// <summary>Adds a line of text.</summary>
    /// <param name="x">Its beginning, or its end where the attributes anchor it there.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">What it says.</param>
    /// <param name="attributes">Its colour, size and weight.</param>
    public SvgWriter Line(double x, double y, string text, string attributes) =>
        Raw($"""<text x="{Number(x)}" y="{Number(y)}" {attributes}>""").Text(text).Raw("</text>");

    /// <summary>The picture so far.</summary>
    public override string ToString() => _svg.ToString();
}
