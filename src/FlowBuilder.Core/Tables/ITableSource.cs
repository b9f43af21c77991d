namespace FlowBuilder.Core.Tables;

/// <summary>Tables that can be asked in SQL and not be changed.</summary>
/// <remarks>For one call at a time. Disposing it gives back the connection or the private copy.</remarks>
public interface ITableSource : IAsyncDisposable
{
    /// <summary>Whose SQL it speaks.</summary>
    SqlDialect Dialect { get; }

    /// <summary>Which tables and columns there are, with a few rows and values of each.</summary>
    /// <exception cref="Faults.NodeException">The source cannot be read.</exception>
    Task<TableSchema> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Runs one statement that reads.</summary>
    /// <param name="query">The statement; it is checked by <see cref="Sql.ReadOnlySql"/> before anything is run.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    /// <exception cref="Faults.NodeException">The statement is refused, wrong, or takes too long.</exception>
    Task<TableRows> QueryAsync(TableQuery query, CancellationToken cancellationToken);
}
