using FlowBuilder.Core.Tables;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Tables.Sqlite;

/// <summary>Reads what a query of SQLite gives.</summary>
internal static class SqliteRows
{
    private const int ShownBytes = 16;

    /// <summary>The rows, as many as the limits allow.</summary>
    public static TableRows Read(SqliteDataReader reader, TableLimits limits)
    {
        var columns = TableRows.Distinct(Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
        var rows = new List<IReadOnlyList<object?>>();
        long characters = 0;
        while (reader.Read())
        {
            if (rows.Count == limits.Rows) return new TableRows(columns, rows, IsCut: true);
            var row = new object?[columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = ValueOf(reader.GetValue(i));
                characters += row[i] is string text ? text.Length : 8;
            }

            if (characters > limits.Characters) return new TableRows(columns, rows, IsCut: true);
            rows.Add(row);
        }

        return new TableRows(columns, rows, IsCut: false);
    }

    /// <summary>What SQLite says, without the words around it.</summary>
    public static string ReasonOf(SqliteException failure)
    {
        var (start, end) = (failure.Message.IndexOf('\''), failure.Message.LastIndexOf('\''));
        return start >= 0 && end > start ? failure.Message[(start + 1)..end] : failure.Message;
    }

    private static object? ValueOf(object value) => value switch
    {
        DBNull => null,
        byte[] bytes => $"0x{Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, ShownBytes)))}{(bytes.Length > ShownBytes ? $"… ({bytes.Length} bytes)" : "")}",
        double number when !double.IsFinite(number) => null,
        _ => value,
    };
}
