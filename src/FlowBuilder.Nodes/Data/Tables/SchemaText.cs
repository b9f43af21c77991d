using System.Globalization;
using System.Text;
using FlowBuilder.Core.Tables;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Tells a model which tables and columns there are.</summary>
internal static class SchemaText
{
    private const int Longest = 24_000;

    /// <summary>The schema in few words.</summary>
    /// <param name="schema">What there is.</param>
    /// <param name="withSamples">Whether rows and values are shown.</param>
    public static string Of(TableSchema schema, bool withSamples)
    {
        var text = new StringBuilder();
        foreach (var table in schema.Tables)
        {
            if (text.Length > Longest) break;
            var count = table.RowCount is { } rows ? string.Create(CultureInfo.InvariantCulture, $" ({rows} rows)") : "";
            text.Append("Table ").Append(table.Name).Append(count).Append('\n');
            foreach (var column in table.Columns) Column(text, column, withSamples);
            if (withSamples && table.Samples.Count > 0)
            {
                text.Append("First rows:\n");
                foreach (var row in table.Samples) text.Append("  ").AppendJoin(" | ", row.Select(TableMarkdown.Cell)).Append('\n');
            }

            text.Append('\n');
        }

        if (schema.IsCut || text.Length > Longest) text.Append("There are more tables than are listed here.\n");
        return text.ToString().TrimEnd();
    }

    private static void Column(StringBuilder text, ColumnDescription column, bool withValues)
    {
        text.Append("- \"").Append(column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\" ").Append(column.Type);
        if (column.Kind == ColumnKind.Date) text.Append(", dates as 2026-03-01");
        if (column.Unit.Length > 0) text.Append(", in ").Append(column.Unit);
        if (withValues && column.Values.Count > 0) text.Append(": ").AppendJoin(", ", column.Values.Select(value => $"'{value}'"));
        text.Append('\n');
    }
}
