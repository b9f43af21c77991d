using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Tables.Sql;
using FlowBuilder.Core.Values;
using FlowBuilder.Storage.Tables.Cells;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Tables.Sqlite;

/// <summary>A file that is asked through SQLite: its tables in memory, or a private copy of a database.</summary>
internal sealed class SqliteTableSource : ITableSource
{
    private readonly SqliteConnection _connection;
    private readonly SqliteGuard _guard;
    private readonly SqliteDescriber _describer;
    private readonly string? _folder;

    static SqliteTableSource() => SQLitePCL.Batteries_V2.Init();

    private SqliteTableSource(SqliteConnection connection, IReadOnlyDictionary<(string, string), string> units, string? folder)
    {
        _connection = connection;
        _folder = folder;
        _guard = new SqliteGuard(connection);
        _describer = new SqliteDescriber(_guard, units);
    }

    /// <inheritdoc/>
    public SqlDialect Dialect => SqlDialect.Sqlite;

    /// <summary>Whether a file begins as SQLite databases do.</summary>
    public static bool IsDatabase(ReadOnlySpan<byte> content) => content.StartsWith("SQLite format 3\0"u8);

    /// <summary>Puts tables into a database in memory.</summary>
    public static SqliteTableSource Of(IReadOnlyList<CellTable> tables, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        try
        {
            connection.Open();
            return new SqliteTableSource(connection, CellImport.Fill(connection, tables, cancellationToken), folder: null);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a database from a copy that nobody else can reach.</summary>
    /// <exception cref="Core.Faults.NodeException">It is damaged or not a database.</exception>
    public static async Task<SqliteTableSource> OfDatabaseAsync(FileValue file, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("flowbuilder-table-").FullName;
        var path = Path.Combine(folder, "copy.db");
        SqliteConnection? connection = null;
        try
        {
            await File.WriteAllBytesAsync(path, file.Content, cancellationToken).ConfigureAwait(false);

            // Immutable: neither a log beside the file is looked for nor a lock taken.
            connection = new SqliteConnection($"Data Source={new Uri(path).AbsoluteUri}?immutable=1;Mode=ReadOnly;Pooling=False");
            connection.Open();
            return new SqliteTableSource(connection, new Dictionary<(string, string), string>(), folder);
        }
        catch (Exception failure)
        {
            if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
            Directory.Delete(folder, recursive: true);
            if (failure is SqliteException told) throw TableFault.Unreadable(file.Name, SqliteRows.ReasonOf(told), told);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<TableSchema> DescribeAsync(CancellationToken cancellationToken) =>
        Task.Run(() => _describer.Describe(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TableRows> QueryAsync(TableQuery query, CancellationToken cancellationToken)
    {
        var sql = ReadOnlySql.Check(query.Sql, Dialect, query.Values.Count);
        return Task.Run(() => _guard.Run(query with { Sql = sql }, isOurOwn: false, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
