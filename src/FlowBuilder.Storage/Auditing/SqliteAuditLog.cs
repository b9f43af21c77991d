using Dapper;
using FlowBuilder.Core.Auditing;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Auditing;

/// <summary>The audit log in the database.</summary>
internal sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    public async ValueTask AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var row = AuditRow.Of(entry);
        await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO audit_log (at, account, actor, key, address, action, target, target_name, detail)
                VALUES (@At, @AccountId, @Actor, @KeyId, @Address, @Action, @TargetId, @TargetName, @Detail)
                """,
                row),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<(long Number, AuditEntry Entry)>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<AuditRow>(
                $"""
                SELECT {AuditRow.Columns} FROM audit_log
                WHERE (@AccountId IS NULL OR account = @AccountId)
                  AND (@Action IS NULL OR substr(action, 1, length(@Action)) = @Action)
                  AND (@TargetId IS NULL OR target = @TargetId)
                  AND (@Before IS NULL OR number < @Before)
                ORDER BY number DESC LIMIT @Top
                """,
                query),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Number, row.ToEntry()))];
    }

    public async ValueTask<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM audit_log WHERE at < @time", new { time = StoredTime.Write(before) }),
            cancellationToken).ConfigureAwait(false);
}
