using System.Globalization;
using System.Text;
using FlowBuilder.Core.Tables;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Writes rows as a Markdown table.</summary>
internal static class TableMarkdown
{
    private const int LongestCell = 200;

    /// <summary>The table; what is left out is told below it.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="most">The most rows to write.</param>
    /// <param name="korean">Whether the line below is Korean.</param>
    public static string Of(TableRows rows, int most, bool korean)
    {
        if (rows.Rows.Count == 0) return korean ? "(결과 없음)" : "(no rows)";
        var text = new StringBuilder();
        Line(text, rows.Columns);
        Line(text, rows.Columns.Select(_ => "---"));
        foreach (var row in rows.Rows.Take(most)) Line(text, row.Select(Cell));
        var shown = Math.Min(most, rows.Rows.Count);
        if (shown < rows.Rows.Count || rows.IsCut)
        {
            var known = rows.IsCut ? $"{rows.Rows.Count}+" : rows.Rows.Count.ToString(CultureInfo.InvariantCulture);
            text.Append('\n').Append(korean ? $"({known}행 가운데 {shown}행)" : $"({shown} of {known} rows)");
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A value as people read it.</summary>
    public static string Cell(object? value) => value switch
    {
        null => "",
        double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        string text => text.Length > LongestCell ? text[..LongestCell] + "…" : text,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static void Line(StringBuilder text, IEnumerable<string> cells)
    {
        text.Append('|');
        foreach (var cell in cells) text.Append(' ').Append(cell.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)).Append(" |");
        text.Append('\n');
    }
}
