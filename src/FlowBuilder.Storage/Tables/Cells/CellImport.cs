using FlowBuilder.Core.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FlowBuilder.Storage.Tables.Cells;

/// <summary>Puts tables of cells into a database in memory.</summary>
internal static class CellImport
{
    private const int LongestName = 100;

    /// <summary>Makes and fills the tables.</summary>
    /// <returns>The unit of each column that has one, by the names of table and column.</returns>
    public static Dictionary<(string Table, string Column), string> Fill(
        SqliteConnection connection, IReadOnlyList<CellTable> tables, CancellationToken cancellationToken)
    {
        var units = new Dictionary<(string, string), string>();
        var names = TableRows.Distinct(tables.Select(table => TableName(table.Name)));
        for (var i = 0; i < tables.Count; i++)
        {
            var columns = ColumnsOf(tables[i]);
            foreach (var column in columns.Where(column => column.Unit.Length > 0)) units[(names[i], column.Name)] = column.Unit;
            Create(connection, names[i], columns);
            Insert(connection.Handle!, names[i], columns, tables[i].Rows, cancellationToken);
        }

        return units;
    }

    private static CellColumn[] ColumnsOf(CellTable table)
    {
        var width = table.Rows.Select(row => row.Count).Append(table.Columns.Count).Max();
        var names = TableRows.Distinct(Enumerable.Range(0, width)
            .Select(index => index < table.Columns.Count ? OneLine(table.Columns[index]) : "")
            .Select((name, index) => name.Length > 0 ? name : $"column {index + 1}"));
        return [.. names.Select((name, index) => CellColumn.Of(name, table.Rows, index))];
    }

    private static void Create(SqliteConnection connection, string name, CellColumn[] columns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE {SqlName.Quote(name)} ({string.Join(", ", columns.Select(column => $"{SqlName.Quote(column.Name)} {column.SqlType}"))})";
        command.ExecuteNonQuery();
    }

    // Past ADO.NET: a hundred thousand rows are a million parameters.
    private static void Insert(
        sqlite3 database, string name, CellColumn[] columns, IReadOnlyList<IReadOnlyList<string>> rows, CancellationToken cancellationToken)
    {
        Must(database, raw.sqlite3_exec(database, "BEGIN"));
        var sql = $"INSERT INTO {SqlName.Quote(name)} VALUES ({string.Join(',', columns.Select(_ => "?"))})";
        Must(database, raw.sqlite3_prepare_v2(database, sql, out var statement));
        using (statement)
        {
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var i = 0; i < columns.Length; i++) Bind(statement, i + 1, i < row.Count ? columns[i].Convert(row[i]) : null);
                if (raw.sqlite3_step(statement) != raw.SQLITE_DONE) Must(database, raw.sqlite3_errcode(database));
                raw.sqlite3_reset(statement);
            }
        }

        Must(database, raw.sqlite3_exec(database, "COMMIT"));
    }

    private static void Bind(sqlite3_stmt statement, int index, object? value) => _ = value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        double number => raw.sqlite3_bind_double(statement, index, number),
        _ => raw.sqlite3_bind_text(statement, index, (string)value),
    };

    private static void Must(sqlite3 database, int code)
    {
        if (code != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), code);
    }

    // Letters of any script and digits; a name that SQLite keeps to itself gets a letter in front.
    private static string TableName(string title)
    {
        var name = string.Concat(OneLine(title).Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')).Trim('_');
        if (name.Length == 0) return "table1";
        return char.IsDigit(name[0]) || name.StartsWith("sqlite", StringComparison.OrdinalIgnoreCase) ? $"t_{name}" : name;
    }

    private static string OneLine(string name)
    {
        var line = string.Join(' ', name.Replace('\0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestName ? line : line[..LongestName];
    }
}
