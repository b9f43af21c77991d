using System.Globalization;
using System.Text;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Writes rows of tables as lines <c>column: value</c>, which people and models read without counting columns.</summary>
internal static class TableText
{
    /// <summary>Whether a cell is a value and no column's name: a number. A year is none: tables of figures have years as their column names.</summary>
    public static bool IsFigure(string cell) =>
        double.TryParse(cell, NumberStyles.Any, CultureInfo.InvariantCulture, out var number)
        && !(cell.Length == 4 && number is >= 1900 and <= 2100);

    /// <summary>The names of columns: a cell's text, or its place where it is blank; a name that comes again is numbered.</summary>
    public static string[] Names(IReadOnlyList<string> cells)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return [.. cells.Select((cell, index) =>
        {
            var name = string.IsNullOrWhiteSpace(cell) ? $"column {index + 1}" : cell;
            var times = seen[name] = seen.GetValueOrDefault(name) + 1;
            return times == 1 ? name : $"{name} {times}";
        })];
    }

    /// <summary>The most characters that a row takes.</summary>
    public static int LengthOf(IReadOnlyList<string> columns, IReadOnlyList<string> cells)
    {
        var length = 0L;
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length > 0) length += cells[i].Length + (i < columns.Count ? columns[i].Length : 16) + 3;
        }

        return (int)Math.Min(length, int.MaxValue);
    }

    /// <summary>A row; blank cells are left out.</summary>
    public static string Lines(IReadOnlyList<string> columns, IReadOnlyList<string> cells)
    {
        var text = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(cells[i])) continue;
            if (text.Length > 0) text.Append('\n');
            text.Append(i < columns.Count ? columns[i] : $"column {i + 1}").Append(": ").Append(cells[i]);
        }

        return text.ToString();
    }
}
