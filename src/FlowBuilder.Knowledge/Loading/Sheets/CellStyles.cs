using System.Xml;
using FlowBuilder.Knowledge.Loading.Packages;

namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>How the cells of a workbook show their numbers.</summary>
internal sealed class CellStyles
{
    // Excel has no more; what a file lists beyond them no cell can use.
    private const int MostStyles = 65_536;

    private readonly List<NumberFormat> _formats = [];

    /// <summary>Reads the styles.</summary>
    /// <param name="reader">The styles part, or null where there is none.</param>
    public static CellStyles Read(XmlReader? reader)
    {
        var codes = new Dictionary<int, string>();
        var parsed = new Dictionary<int, NumberFormat>();
        var styles = new CellStyles();
        var inCells = false;
        while (reader?.Read() == true)
        {
            if (reader.LocalName == "cellXfs") inCells = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "numFmt" && codes.Count < MostStyles && XmlAttributes.NumberOf(reader, "numFmtId") is { } id && XmlAttributes.Of(reader, "formatCode") is { } code)
            {
                codes[id] = code;
            }
            else if (inCells && reader.LocalName == "xf" && styles._formats.Count < MostStyles)
            {
                var used = XmlAttributes.NumberOf(reader, "numFmtId") ?? 0;
                if (!parsed.TryGetValue(used, out var format)) parsed[used] = format = NumberFormat.Parse(codes.GetValueOrDefault(used) ?? BuiltIn(used));
                styles._formats.Add(format);
            }
        }

        return styles;
    }

    /// <summary>The format of a cell by its style's number.</summary>
    public NumberFormat Of(int style) => style >= 0 && style < _formats.Count ? _formats[style] : NumberFormat.General;

    // Ids below 164 are not written in the file (ECMA-376, 18.8.30). Dates whose form depends on the reader's country are
    // shown as ISO 8601 does, which is also how they look in Korea and cannot be misread.
    private static string BuiltIn(int id) => id switch
    {
        1 => "0",
        2 => "0.00",
        3 or 41 or 42 => "#,##0",
        4 or 43 or 44 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        14 or 27 or 30 or 34 or 35 or 36 or 50 or 52 or 53 or 55 or 56 or 57 => "yyyy-mm-dd",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy-mm-dd h:mm",
        28 or 29 or 51 or 54 or 58 => "mm-dd",
        31 => "yyyy\"년\" mm\"월\" dd\"일\"",
        32 => "h\"시\" mm\"분\"",
        33 => "h\"시\" mm\"분\" ss\"초\"",
        37 or 38 => "#,##0;-#,##0",
        39 or 40 => "#,##0.00;-#,##0.00",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "0.0E+0",
        _ => "",
    };
}
