using System.Globalization;
using System.Xml;
using FlowBuilder.Knowledge.Loading.Packages;

namespace FlowBuilder.Knowledge.Loading.Word;

/// <summary>The paragraph styles of a file.</summary>
internal sealed class WordStyles
{
    private const int LongestChain = 32;
    private const int MostStyles = 65_536;

    private readonly Dictionary<string, WordStyle> _styles = new(StringComparer.Ordinal);

    /// <summary>Reads the styles.</summary>
    /// <param name="reader">The styles part, or null where there is none.</param>
    public static WordStyles Read(XmlReader? reader)
    {
        var styles = new WordStyles();
        string? id = null;
        var style = WordStyle.Plain;
        while (reader?.Read() == true)
        {
            if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "style" } && id is not null)
            {
                if (styles._styles.Count < MostStyles) styles._styles[id] = style;
                id = null;
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                if (reader.LocalName == "style") (id, style) = (XmlAttributes.Of(reader, "styleId"), WordStyle.Plain);
                else if (id is not null) style = With(style, reader);
            }
        }

        return styles;
    }

    /// <summary>A style with what it takes over from those it is built on.</summary>
    public WordStyle Of(string? id)
    {
        if (id is null || !_styles.TryGetValue(id, out var style)) return WordStyle.Plain;
        style = style with { Outline = style.Outline ?? LevelOfName(style.Name) };
        var below = style;
        for (var i = 0; i < LongestChain && below.BasedOn is { } next && _styles.TryGetValue(next, out below); i++)
        {
            style = style with
            {
                Outline = style.Outline ?? below.Outline ?? LevelOfName(below.Name),
                List = style.List ?? below.List,
                ListLevel = style.ListLevel ?? below.ListLevel,
            };
        }

        return style;
    }

    private static WordStyle With(WordStyle style, XmlReader reader) => reader.LocalName switch
    {
        "name" => style with { Name = (XmlAttributes.Of(reader, "val") ?? "").ToLowerInvariant() },
        "basedOn" => style with { BasedOn = XmlAttributes.Of(reader, "val") },
        "outlineLvl" => style with { Outline = XmlAttributes.NumberOf(reader, "val") },
        "numId" => style with { List = XmlAttributes.NumberOf(reader, "val") },
        "ilvl" => style with { ListLevel = XmlAttributes.NumberOf(reader, "val") },
        _ => style,
    };

    private static int? LevelOfName(string name)
    {
        if (name == "title") return 0;
        return name.StartsWith("heading ", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 9
            ? level - 1
            : null;
    }
}
