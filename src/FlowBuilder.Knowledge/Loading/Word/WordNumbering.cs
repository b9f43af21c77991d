using System.Text;
using System.Xml;
using FlowBuilder.Knowledge.Loading.Packages;

namespace FlowBuilder.Knowledge.Loading.Word;

/// <summary>The lists of a file, and how far each has counted.</summary>
internal sealed class WordNumbering
{
    private const int Levels = 9;
    private const int MostLists = 65_536;
    private const int LongestText = 64;

    private readonly Dictionary<int, ListLevel[]> _kinds = [];
    private readonly Dictionary<int, int> _kindOfList = [];
    private readonly Dictionary<(int List, int Level), int> _restarts = [];
    private readonly Dictionary<int, int?[]> _counts = [];

    /// <summary>Reads the lists.</summary>
    /// <param name="reader">The numbering part, or null where there is none.</param>
    public static WordNumbering Read(XmlReader? reader)
    {
        var numbering = new WordNumbering();
        int? kind = null, list = null;
        var level = 0;
        while (numbering._kinds.Count + numbering._kindOfList.Count + numbering._restarts.Count < MostLists && reader?.Read() == true)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            switch (reader.LocalName)
            {
                case "abstractNum":
                    (kind, list) = (XmlAttributes.NumberOf(reader, "abstractNumId"), null);
                    if (kind is { } id) numbering._kinds[id] = [.. Enumerable.Repeat(new ListLevel(), Levels)];
                    break;
                case "num":
                    (kind, list) = (null, XmlAttributes.NumberOf(reader, "numId"));
                    break;
                case "abstractNumId" when list is { } number && XmlAttributes.NumberOf(reader, "val") is { } of:
                    numbering._kindOfList[number] = of;
                    break;
                case "lvl" or "lvlOverride":
                    level = Math.Clamp(XmlAttributes.NumberOf(reader, "ilvl") ?? 0, 0, Levels - 1);
                    break;
                case "startOverride" when list is { } number && XmlAttributes.NumberOf(reader, "val") is { } start:
                    numbering._restarts[(number, level)] = start;
                    break;
                case "start" or "numFmt" or "lvlText" when kind is { } of:
                    numbering._kinds[of][level] = With(numbering._kinds[of][level], reader);
                    break;
            }
        }

        return numbering;
    }

    /// <summary>Counts one more item and gives what stands before it: a dash for bullets, a number as Word shows it, or nothing.</summary>
    public string Next(int list, int level)
    {
        level = Math.Clamp(level, 0, Levels - 1);
        if (!_kindOfList.TryGetValue(list, out var kind) || !_kinds.TryGetValue(kind, out var levels)) return "-";
        if (!_counts.TryGetValue(kind, out var counts)) _counts[kind] = counts = new int?[Levels];
        if (_restarts.Remove((list, level), out var restart)) counts[level] = restart - 1;
        counts[level] = (counts[level] ?? levels[level].Start - 1) + 1;
        Array.Clear(counts, level + 1, Levels - level - 1);
        return levels[level].Format switch
        {
            "bullet" => "-",
            "none" => "",
            _ => Shown(levels, counts, levels[level].Text),
        };
    }

    private static ListLevel With(ListLevel level, XmlReader reader) => reader.LocalName switch
    {
        "start" => level with { Start = XmlAttributes.NumberOf(reader, "val") ?? 1 },
        "numFmt" => level with { Format = XmlAttributes.Of(reader, "val") ?? "decimal" },
        _ => level with { Text = XmlAttributes.Of(reader, "val") is { Length: <= LongestText } text ? text : "" },
    };

    private static string Shown(ListLevel[] levels, int?[] counts, string text)
    {
        var shown = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 1 < text.Length && text[i + 1] is >= '1' and <= '9')
            {
                var level = text[++i] - '1';
                shown.Append(ListNumber.Of(counts[level] ?? levels[level].Start, levels[level].Format));
            }
            else
            {
                shown.Append(text[i]);
            }
        }

        return shown.ToString().Trim();
    }
}
