namespace FlowBuilder.Knowledge.Loading;

/// <summary>Makes a document from each row of a table, as lines <c>column: value</c>.</summary>
/// <remarks>
/// What parts the cells (comma, semicolon, tab or bar) is found out from the first lines. The first row names the columns
/// unless one of its cells is a number that is no year. Rows are read one at a time, so the limits are met before memory is.
/// </remarks>
internal static class CsvLoader
{
    /// <summary>Reads a table.</summary>
    public static IEnumerable<LoadedPart> Load(string text, string name, DocumentLimits limits)
    {
        string[]? columns = null;
        var rows = 0;
        foreach (var (cells, number) in CsvRows.Of(text, name, limits))
        {
            if (columns is null)
            {
                var isHeader = !cells.Any(TableText.IsFigure);
                columns = TableText.Names(isHeader ? cells : new string[cells.Length]);
                if (isHeader) continue;
            }

            if (++rows > limits.Rows) throw LoadFault.TooManyRows(name, limits.Rows);
            yield return new LoadedPart(TableText.Lines(columns, cells), Title: null, number);
        }

        // Column names alone are all that there is to read.
        if (rows == 0 && columns is not null) yield return new LoadedPart(string.Join(", ", columns), Title: null, Row: 1);
    }
}
