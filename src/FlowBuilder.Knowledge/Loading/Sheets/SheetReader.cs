using System.Globalization;
using System.Xml;
using FlowBuilder.Knowledge.Loading.Packages;

namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>Reads the rows of a sheet, one at a time.</summary>
internal sealed class SheetReader(IReadOnlyList<string> strings, CellStyles styles, bool from1904, FileToLoad file)
{
    private string _type = "";
    private int _style;
    private int _column;

    /// <summary>The rows that hold something.</summary>
    public IEnumerable<SheetRow> Rows(XmlReader reader)
    {
        var limits = file.Budget.Limits;
        var (rows, number) = (0, 0);
        var (cells, hasFigures) = (new List<string>(), false);
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "row" } && cells.Count > 0)
            {
                if (++rows > limits.Rows) throw LoadFault.TooManyRows(file.Name, limits.Rows);
                yield return new SheetRow(number, cells, hasFigures);
                (cells, hasFigures) = ([], false);
            }

            if (reader.NodeType != XmlNodeType.Element) continue;
            switch (reader.LocalName)
            {
                case "row":
                    number = XmlAttributes.NumberOf(reader, "r") ?? number + 1;
                    _column = 0;
                    break;
                case "c":
                    _type = XmlAttributes.Of(reader, "t") ?? "n";
                    _style = XmlAttributes.NumberOf(reader, "s") ?? 0;
                    _column = ColumnOf(XmlAttributes.Of(reader, "r")) ?? _column + 1;
                    break;
                case "v" or "is" when _column > 0 && Value(reader) is { Length: > 0 } text:
                    if (_column > limits.Columns) throw LoadFault.TooManyColumns(file.Name, _column, limits.Columns);
                    while (cells.Count < _column) cells.Add("");
                    cells[_column - 1] = text;
                    hasFigures |= IsFigure(text);
                    break;
            }
        }
    }

    private string Value(XmlReader reader)
    {
        if (reader.LocalName == "is") return OneLine(SharedStrings.TextOf(reader, file));
        if (reader.IsEmptyElement || !reader.Read() || !reader.HasValue) return "";
        var value = reader.Value.Trim();
        return _type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count ? OneLine(strings[index]) : "",
            "b" => value == "1" ? "TRUE" : "FALSE",
            "n" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? styles.Of(_style).Show(number, from1904)
                : value,
            _ => OneLine(value),
        };
    }

    // Years and months name columns as often as words do.
    private bool IsFigure(string text) => _type == "b"
        || (_type == "n" && !styles.Of(_style).IsDate && !(text.Length == 4 && string.CompareOrdinal(text, "1900") >= 0 && string.CompareOrdinal(text, "2100") <= 0));

    private static string OneLine(string text)
    {
        if (text.Length > SharedStrings.LongestCell) text = text[..SharedStrings.LongestCell];
        return text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text.Trim() : text.ReplaceLineEndings(" ").Trim();
    }

    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (letter is < 'A' or > 'Z') break;
            column = (column * 26) + (letter - 'A' + 1);
            if (column > 100_000) return null;
        }

        return column == 0 ? null : column;
    }
}
