using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Tables;

namespace FlowBuilder.Storage.Tables.Sqlite;

/// <summary>Finds out which tables a SQLite database has and what is in them.</summary>
/// <param name="guard">The way to it.</param>
/// <param name="units">The unit of each column that has one, by the names of table and column.</param>
internal sealed class SqliteDescriber(SqliteGuard guard, IReadOnlyDictionary<(string Table, string Column), string> units)
{
    private const int MostTables = 30;
    private const int MostColumns = 60;
    private const int Samples = 3;
    private const int MostValues = 20;
    private const int LongestValue = 60;

    private static readonly TableLimits Limits = new() { Rows = 2_000, Time = TimeSpan.FromSeconds(5) };

    /// <summary>The tables and views; virtual tables and what they keep for themselves are left out.</summary>
    public TableSchema Describe(CancellationToken cancellationToken)
    {
        var entries = Ask("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid", cancellationToken).Rows
            .Select(row => (Name: row[0] as string ?? "", Sql: row[1] as string ?? "")).Where(entry => entry.Name.Length > 0).ToList();
        var hidden = entries.Where(entry => IsVirtual(entry.Sql)).Select(entry => entry.Name).ToList();
        var names = entries.Select(entry => entry.Name)
            .Where(name => !hidden.Exists(other => name == other || name.StartsWith(other + "_", StringComparison.OrdinalIgnoreCase))).ToList();
        var tables = names.Take(MostTables).Select(name => TryDescribe(name, cancellationToken)).OfType<TableDescription>().ToList();
        return new TableSchema(tables, names.Count > MostTables);
    }

    private TableDescription? TryDescribe(string name, CancellationToken cancellationToken)
    {
        try
        {
            var table = SqlName.Quote(name);
            var columns = Ask($"PRAGMA table_xinfo({table})", cancellationToken).Rows.Take(MostColumns)
                .Select(row => (Name: row[1] as string ?? "", Type: row[2] as string ?? "")).ToList();
            if (columns.Count == 0) return null;
            var list = string.Join(", ", columns.Select(column => SqlName.Quote(column.Name)));
            var samples = Ask($"SELECT {list} FROM {table} LIMIT {Samples}", cancellationToken).Rows;
            return new TableDescription(
                table,
                name,
                [.. columns.Select((column, index) => Column(name, column.Name, column.Type, [.. samples.Select(row => row[index])], cancellationToken))],
                Count(table, cancellationToken),
                samples);
        }
        catch (NodeException)
        {
            // A view that is broken, or reads what may not be read, is no table to ask; the others are.
            return null;
        }
    }

    private ColumnDescription Column(string table, string name, string type, List<object?> samples, CancellationToken cancellationToken)
    {
        var kind = SqliteKinds.Of(type, samples);
        return new ColumnDescription(name, type.Length > 0 ? type : "TEXT", kind)
        {
            Unit = units.GetValueOrDefault((table, name), ""),
            Values = kind == ColumnKind.Text ? Values(SqlName.Quote(table), SqlName.Quote(name), cancellationToken) : [],
        };
    }

    private List<string> Values(string table, string column, CancellationToken cancellationToken)
    {
        var sql = $"SELECT DISTINCT value FROM (SELECT {column} AS value FROM {table} LIMIT 100000) WHERE value IS NOT NULL LIMIT {MostValues + 1}";
        var values = Ask(sql, cancellationToken).Rows.Select(row => row[0]?.ToString() ?? "").ToList();
        return values.Count <= MostValues && values.TrueForAll(value => value.Length <= LongestValue) ? values : [];
    }

    private long? Count(string table, CancellationToken cancellationToken)
    {
        try
        {
            return Ask($"SELECT count(*) FROM {table}", cancellationToken).Rows[0][0] as long?;
        }
        catch (NodeException)
        {
            return null;
        }
    }

    private TableRows Ask(string sql, CancellationToken cancellationToken) =>
        guard.Run(new TableQuery(sql) { Limits = Limits }, isOurOwn: true, cancellationToken);

    private static bool IsVirtual(string sql) => sql.TrimStart().StartsWith("CREATE VIRTUAL", StringComparison.OrdinalIgnoreCase);
}
