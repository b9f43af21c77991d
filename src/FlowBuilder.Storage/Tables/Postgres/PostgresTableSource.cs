using System.Data;
using System.Globalization;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Tables.Sql;
using Npgsql;
using NpgsqlTypes;

namespace FlowBuilder.Storage.Tables.Postgres;

/// <summary>A PostgreSQL database that is asked in transactions that only read.</summary>
/// <remarks>
/// Each statement goes, after its check, into a cursor: PostgreSQL itself refuses there what is no query, and the server makes
/// no more rows than are wanted. The transaction is read-only, has a time limit of the server's own, and is rolled back.
/// </remarks>
internal sealed class PostgresTableSource : ITableSource
{
    private readonly NpgsqlConnection _connection;
    private readonly string _name;

    private PostgresTableSource(NpgsqlConnection connection, string name) => (_connection, _name) = (connection, name);

    /// <inheritdoc/>
    public SqlDialect Dialect => SqlDialect.PostgreSql;

    /// <summary>Opens the database of a connection.</summary>
    /// <exception cref="Core.Faults.NodeException">It does not let us in.</exception>
    public static async Task<PostgresTableSource> OpenAsync(Connection connection, CancellationToken cancellationToken) =>
        new(await PostgresAccess.OpenAsync(connection, cancellationToken).ConfigureAwait(false), connection.Name);

    /// <inheritdoc/>
    public Task<TableSchema> DescribeAsync(CancellationToken cancellationToken) =>
        new PostgresDescriber(AskAsync).DescribeAsync(cancellationToken);

    /// <summary>The tables that the account may read, by name.</summary>
    public Task<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken) =>
        new PostgresDescriber(AskAsync).ListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<TableRows> QueryAsync(TableQuery query, CancellationToken cancellationToken) =>
        AskAsync(query with { Sql = ReadOnlySql.Check(query.Sql, Dialect, query.Values.Count) }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<TableRows> AskAsync(TableQuery query, CancellationToken cancellationToken)
    {
        var limits = query.Limits;
        try
        {
            var milliseconds = (long)Math.Max(1, limits.Time.TotalMilliseconds);
            await RunAsync("BEGIN TRANSACTION READ ONLY", [], cancellationToken).ConfigureAwait(false);
            foreach (var setting in (string[])[
                string.Create(CultureInfo.InvariantCulture, $"statement_timeout = {milliseconds}"),
                string.Create(CultureInfo.InvariantCulture, $"lock_timeout = {milliseconds}"),
                "standard_conforming_strings = on", "datestyle = 'ISO, YMD'", "bytea_output = 'hex'"])
                await RunAsync($"SET LOCAL {setting}", [], cancellationToken).ConfigureAwait(false);
            await RunAsync($"DECLARE asked NO SCROLL CURSOR FOR {query.Sql}", query.Values, cancellationToken).ConfigureAwait(false);
            await using var command = _connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"FETCH FORWARD {limits.Rows + 1} FROM asked");
            command.AllResultTypesAreUnknown = true;
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken).ConfigureAwait(false);
            return await PostgresRows.ReadAsync(reader, limits, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw PostgresAccess.FaultOf(failure, _name, limits.Time);
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(string sql, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;

        // Sent as text of no declared type: the server reads each value as what it is compared with.
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Unknown,
                Value = value is null ? DBNull.Value : Convert.ToString(value, CultureInfo.InvariantCulture),
            });
        }

        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task EndAsync()
    {
        if (_connection.State != ConnectionState.Open) return;
        try
        {
            await RunAsync("ROLLBACK", [], CancellationToken.None).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and with it the transaction.
        }
    }
}
