using Microsoft.Data.Sqlite;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>The database of a running program, held by another as long as this is not disposed of: the program reads and cannot write.</summary>
internal sealed class HeldDatabase : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    private HeldDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the database of a data folder beside the program that uses it.</summary>
    public static async Task<SqliteConnection> OpenAsync(string data, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(data, "flowbuilder.db")};Pooling=False;Mode=ReadWrite");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Takes hold of it.</summary>
    public static async Task<HeldDatabase> HoldAsync(string data, CancellationToken cancellationToken)
    {
        var held = new HeldDatabase(await OpenAsync(data, cancellationToken));
        await held.ExecuteAsync("BEGIN IMMEDIATE", cancellationToken);
        return held;
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync("ROLLBACK", CancellationToken.None);
        await _connection.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
