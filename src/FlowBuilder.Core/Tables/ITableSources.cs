using FlowBuilder.Core.Models;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tables;

/// <summary>Opens what can be asked in SQL: a file of tables, a SQLite database, a PostgreSQL database by its connection.</summary>
public interface ITableSources
{
    /// <summary>Opens a file. Nothing that is asked of it can change it.</summary>
    /// <exception cref="Faults.NodeException">The file holds no table, or cannot be read.</exception>
    Task<ITableSource> OpenFileAsync(FileValue file, CancellationToken cancellationToken);

    /// <summary>Opens the database of a connection.</summary>
    /// <param name="connection">The connection's name.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="Faults.NodeException">There is no such connection, it is no database, or it does not answer.</exception>
    Task<ITableSource> OpenConnectionAsync(string connection, CancellationToken cancellationToken);

    /// <summary>The tables that a database's account may read, by name: the test of a connection, stored or not yet.</summary>
    /// <exception cref="Faults.NodeException">It does not answer, or refuses the account; the text says what to do.</exception>
    Task<IReadOnlyList<string>> ListTablesAsync(Connection connection, CancellationToken cancellationToken);
}
