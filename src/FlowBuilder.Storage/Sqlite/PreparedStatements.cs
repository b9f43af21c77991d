using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>Statements that are run again and again on a connection: each is compiled once and kept until the connection is closed.</summary>
/// <remarks>For the few that every run of a flow takes part in; compiling one takes longer than running it. Used by one thread at a time, as its connection is.</remarks>
internal static class PreparedStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> Kept = [];

    /// <summary>Runs a statement.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sql">One statement, a constant.</param>
    /// <param name="parameters">Its parameters, the same ones each time.</param>
    /// <returns>How many rows it added, changed or removed.</returns>
    public static int Run(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Bind(connection, sql, parameters).ExecuteNonQuery();

    private static SqliteCommand Bind(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var commands = Kept.GetOrCreateValue(connection);
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            commands.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }
}
