using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Tables;

namespace FlowBuilder.Storage.Tables.Postgres;

/// <summary>Finds out which tables of a PostgreSQL database its account may read, and what is in them.</summary>
/// <param name="ask">Runs a statement of this program's own.</param>
internal sealed class PostgresDescriber(Func<TableQuery, CancellationToken, Task<TableRows>> ask)
{
    private const int MostTables = 30;
    private const int MostColumns = 60;
    private const int MostColumnsLookedInto = 60;
    private const int MostValues = 20;
    private const int LongestValue = 60;
    private const int Samples = 3;
    private const int LongestSample = 200;

    private const string Columns =
        """
        SELECT n.nspname, c.relname, pg_table_is_visible(c.oid), c.reltuples::bigint, a.attname, format_type(a.atttypid, a.atttypmod)
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND NOT c.relispartition
          AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
          AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
        ORDER BY n.nspname <> 'public', n.nspname, c.relname, a.attnum
        """;

    private static readonly TableLimits Limits = new() { Rows = 3_000, Time = TimeSpan.FromSeconds(5) };

    private int _looked;

    /// <summary>The names of the tables, views and foreign tables that may be read.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var columns = await ask(new TableQuery(Columns) { Limits = Limits }, cancellationToken).ConfigureAwait(false);
        return [.. columns.Rows.Select(row => row[2] is true ? (string)row[1]! : $"{row[0]}.{row[1]}").Distinct()];
    }

    /// <summary>The tables, views and foreign tables that may be read.</summary>
    public async Task<TableSchema> DescribeAsync(CancellationToken cancellationToken)
    {
        var columns = await ask(new TableQuery(Columns) { Limits = Limits }, cancellationToken).ConfigureAwait(false);
        var groups = columns.Rows.GroupBy(row => ((string)row[0]!, (string)row[1]!)).ToList();
        var tables = new List<TableDescription>();
        foreach (var group in groups.Take(MostTables)) tables.Add(await TableAsync(group.Key, [.. group.Take(MostColumns)], cancellationToken).ConfigureAwait(false));
        return new TableSchema(tables, columns.IsCut || groups.Count > MostTables);
    }

    private async Task<TableDescription> TableAsync(
        (string Schema, string Name) table, IReadOnlyList<IReadOnlyList<object?>> columns, CancellationToken cancellationToken)
    {
        var isVisible = columns[0][2] is true;
        var name = isVisible ? SqlName.Quote(table.Name) : $"{SqlName.Quote(table.Schema)}.{SqlName.Quote(table.Name)}";
        var list = string.Join(", ", columns.Select(column => SqlName.Quote((string)column[4]!)));
        var samples = await TryAskAsync(
            string.Create(CultureInfo.InvariantCulture, $"SELECT {list} FROM {name} LIMIT {Samples}"), Samples, cancellationToken).ConfigureAwait(false);
        var described = new List<ColumnDescription>();
        foreach (var column in columns) described.Add(await ColumnAsync(name, (string)column[4]!, (string)column[5]!, cancellationToken).ConfigureAwait(false));
        var rows = columns[0][3] is long and > 0 ? columns[0][3] as long? : null;
        return new TableDescription(
            name,
            isVisible ? table.Name : $"{table.Schema}.{table.Name}",
            described,
            rows,
            [.. samples.Select(row => row.Select(Shortened).ToList())]);
    }

    private async Task<ColumnDescription> ColumnAsync(string table, string name, string type, CancellationToken cancellationToken)
    {
        var column = new ColumnDescription(name, type, KindOf(type));
        if (column.Kind != ColumnKind.Text || ++_looked > MostColumnsLookedInto) return column;
        var quoted = SqlName.Quote(name);
        var found = await TryAskAsync(
            string.Create(CultureInfo.InvariantCulture, $"SELECT DISTINCT value FROM (SELECT {quoted}::text AS value FROM {table} LIMIT 5000) few WHERE value IS NOT NULL LIMIT {MostValues + 1}"),
            MostValues + 1,
            cancellationToken).ConfigureAwait(false);
        var values = found.Select(row => row[0] as string ?? "").Order(StringComparer.Ordinal).ToList();
        return values.Count <= MostValues && values.TrueForAll(value => value.Length <= LongestValue) ? column with { Values = values } : column;
    }

    // A view that fails, or a foreign table whose server is away, is told of without its rows.
    private async Task<IReadOnlyList<IReadOnlyList<object?>>> TryAskAsync(string sql, int rows, CancellationToken cancellationToken)
    {
        try
        {
            return (await ask(new TableQuery(sql) { Limits = Limits with { Rows = rows } }, cancellationToken).ConfigureAwait(false)).Rows;
        }
        catch (NodeException failure) when (failure.Kind != FaultKind.Provider)
        {
            return [];
        }
    }

    private static object? Shortened(object? value) => value is string { Length: > LongestSample } text ? text[..LongestSample] + "…" : value;

    private static ColumnKind KindOf(string type) => type switch
    {
        "smallint" or "integer" or "bigint" => ColumnKind.Integer,
        "real" or "double precision" or "money" => ColumnKind.Number,
        "boolean" => ColumnKind.Boolean,
        "date" => ColumnKind.Date,
        _ when type.StartsWith("numeric", StringComparison.Ordinal) => ColumnKind.Number,
        _ when type.StartsWith("timestamp", StringComparison.Ordinal) => ColumnKind.Date,
        _ when type.StartsWith("character", StringComparison.Ordinal) || type is "text" or "citext" => ColumnKind.Text,
        _ => ColumnKind.Other,
    };
}
