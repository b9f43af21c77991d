using CsvHelper;
using FlowBuilder.Core.Faults;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Reads the rows of a table one at a time; what parts the cells is found out from the first lines.</summary>
internal static class CsvRows
{
    private const int LongestRow = 4 * 1024 * 1024;

    /// <summary>The rows that hold something, each with its number in the file from 1.</summary>
    /// <exception cref="NodeException">A row is broken, or has too many columns.</exception>
    public static IEnumerable<(string[] Cells, int Number)> Of(string text, string name, DocumentLimits limits)
    {
        using var reader = CsvReader.FromText(text, Options(name));
        while (Read(reader, name) is { } cells)
        {
            if (cells.Length > limits.Columns) throw LoadFault.TooManyColumns(name, cells.Length, limits.Columns);
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            yield return (cells, checked((int)reader.RowNumber));
        }
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
