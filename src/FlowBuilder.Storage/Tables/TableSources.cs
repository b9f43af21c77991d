using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Values;
using FlowBuilder.Storage.Tables.Postgres;
using FlowBuilder.Storage.Tables.Sqlite;

namespace FlowBuilder.Storage.Tables;

/// <summary>Opens files and databases so that they can be asked in SQL.</summary>
/// <param name="reader">Reads files of tables.</param>
/// <param name="connections">Where the accounts of databases are kept.</param>
internal sealed class TableSources(ITableFileReader reader, IConnectionStore connections) : ITableSources
{
    /// <inheritdoc/>
    public async Task<ITableSource> OpenFileAsync(FileValue file, CancellationToken cancellationToken)
    {
        if (SqliteTableSource.IsDatabase(file.Content.Span)) return await SqliteTableSource.OfDatabaseAsync(file, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => SqliteTableSource.Of(reader.Read(file, cancellationToken), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ITableSource> OpenConnectionAsync(string connection, CancellationToken cancellationToken)
    {
        var found = await connections.FindAsync(connection, cancellationToken).ConfigureAwait(false) ?? throw TableFault.NoConnection(connection);
        if (!found.Kind.IsDatabase) throw TableFault.NotADatabase(connection);
        return await PostgresTableSource.OpenAsync(found, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListTablesAsync(Connection connection, CancellationToken cancellationToken)
    {
        await using var source = await PostgresTableSource.OpenAsync(connection, cancellationToken).ConfigureAwait(false);
        return await source.ListTablesAsync(cancellationToken).ConfigureAwait(false);
    }
}
