using System.Text;

namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>Writes a sheet as text: what stands above its table, then each row as lines <c>column: value</c>.</summary>
/// <remarks>
/// People put a title and remarks above a table. So rows with a single cell are running text until the first with more, which
/// names the columns unless it holds a number. Rows stand apart by an empty line: where the text is split, they stay whole.
/// </remarks>
internal static class SheetText
{
    /// <summary>The text of some rows.</summary>
    public static string Of(IEnumerable<SheetRow> rows, FileToLoad file)
    {
        var text = new StringBuilder();
        string[]? columns = null;
        SheetRow? header = null;
        foreach (var row in rows)
        {
            if (columns is null)
            {
                if (row.Filled == 1 && !row.HasFigures)
                {
                    Add(text, row.Cells[^1], file, text.Length == 0 ? "" : "\n");
                    continue;
                }

                file.Budget.Keep(file.Name, TableText.LengthOf([], row.Cells));
                header = row.HasFigures ? null : row;
                columns = TableText.Names(header?.Cells ?? new string[row.Cells.Count]);
                if (header is not null) continue;
            }

            // Before it is put together: long names beside many cells make a row far longer than what is in the file.
            header = null;
            file.Budget.Keep(file.Name, TableText.LengthOf(columns, row.Cells));
            if (text.Length > 0) text.Append("\n\n");
            text.Append(TableText.Lines(columns, row.Cells));
        }

        // Column names alone are all that there is to read.
        if (header is not null) Add(text, string.Join(", ", header.Cells.Where(cell => cell.Length > 0)), file, text.Length == 0 ? "" : "\n");
        return text.ToString();
    }

    private static void Add(StringBuilder text, string block, FileToLoad file, string separator)
    {
        file.Budget.Keep(file.Name, block.Length + separator.Length);
        text.Append(separator).Append(block);
    }
}
