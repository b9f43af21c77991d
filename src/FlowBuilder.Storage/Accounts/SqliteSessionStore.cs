using Dapper;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Accounts;

/// <summary>Ended sessions in the database.</summary>
internal sealed class SqliteSessionStore(SqliteDatabase database) : ISessionStore
{
    public async ValueTask EndAsync(string session, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute(
                """
                DELETE FROM ended_sessions WHERE until < @now;
                INSERT INTO ended_sessions (id, until) VALUES (@session, @until) ON CONFLICT DO NOTHING
                """,
                new { session, until = StoredTime.Write(until), now = StoredTime.Write(now) }),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<(string Session, DateTimeOffset Until)>> ListEndedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<(string Id, string Until)>(
                "SELECT id, until FROM ended_sessions WHERE until >= @now ORDER BY until, id", new { now = StoredTime.Write(now) }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Id, StoredTime.Read(row.Until)))];
    }
}
