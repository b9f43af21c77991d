using CsvHelper;
using FlowBuilder.Core.Faults;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Makes a document from each row of a table, as lines <c>column: value</c>.</summary>
/// <remarks>
/// What parts the cells (comma, semicolon, tab or bar) is found out from the first lines. The first row names the columns
/// unless one of its cells is a number that is no year. Rows are read one at a time, so the limits are met before memory is.
/// </remarks>
internal static class CsvLoader
{
    private const int LongestRow = 4 * 1024 * 1024;

    /// <summary>Reads a table.</summary>
    public static IEnumerable<LoadedPart> Load(string text, string name, DocumentLimits limits)
    {
        using var reader = CsvReader.FromText(text, Options(name));
        string[]? columns = null;
        var rows = 0;
        while (Read(reader, name) is { } cells)
        {
            if (cells.Length > limits.Columns) throw LoadFault.TooManyColumns(name, cells.Length, limits.Columns);
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (columns is null)
            {
                var isHeader = !cells.Any(TableText.IsFigure);
                columns = TableText.Names(isHeader ? cells : new string[cells.Length]);
                if (isHeader) continue;
            }

            if (++rows > limits.Rows) throw LoadFault.TooManyRows(name, limits.Rows);
            yield return new LoadedPart(TableText.Lines(columns, cells), Title: null, checked((int)reader.RowNumber));
        }

        // Column names alone are all that there is to read.
        if (rows == 0 && columns is not null) yield return new LoadedPart(string.Join(", ", columns), Title: null, Row: 1);
    }

    private static CsvReaderOptions Options(string name) => new()
    {
        HasHeader = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = LongestRow,
        OnMalformedRecord = record =>
        {
            if (record.Reason == CsvMalformedReason.UnterminatedQuote) throw OpenQuote(name, record.LineNumber);
        },
    };

    private static string[]? Read(CsvReader reader, string name)
    {
        try
        {
            return reader.Read() ? reader.Current.ToArray() : null;
        }
        catch (CsvFormatException failure)
        {
            throw LoadFault.Unreadable(
                name,
                $"the row at line {failure.LineNumber} is longer than {LongestRow / 1048576} MB or broken; most often a quotation mark there is never closed.",
                $"{failure.LineNumber}번째 줄의 행이 {LongestRow / 1048576}MB보다 길거나 형식이 맞지 않습니다. 큰따옴표가 닫히지 않았는지 확인해 주세요.",
                failure);
        }
    }

    // A quotation mark that is never closed swallows the rest of the file into one cell.
    private static NodeException OpenQuote(string name, long line) => LoadFault.Unreadable(
        name,
        $"a quotation mark in the row at line {line} is never closed. Close it there.",
        $"{line}번째 줄의 행에서 열린 큰따옴표가 닫히지 않았습니다. 그 부분을 고쳐 주세요.");
}
