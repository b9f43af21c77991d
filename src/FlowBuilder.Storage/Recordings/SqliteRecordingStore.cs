using Dapper;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Recordings;

/// <summary>Recordings in the database, as the text of their files.</summary>
internal sealed class SqliteRecordingStore(SqliteDatabase database, TimeProvider clock) : IRecordingStore
{
    public async ValueTask<Recording?> FindAsync(string flowId, CancellationToken cancellationToken)
    {
        var content = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<string>("SELECT content FROM recordings WHERE flow_id = @flowId", new { flowId }),
            cancellationToken).ConfigureAwait(false);
        return content is null ? null : RecordingFormat.Read(content);
    }

    public async ValueTask<bool> HasAsync(string flowId, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM recordings WHERE flow_id = @flowId)", new { flowId }),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask SaveAsync(string flowId, Recording recording, CancellationToken cancellationToken)
    {
        var row = new { flowId, Content = RecordingFormat.Write(recording), Now = StoredTime.Write(clock.GetUtcNow()) };

        // A flow that was deleted meanwhile needs no recording.
        await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO recordings (flow_id, content, recorded_at)
                SELECT id, @Content, @Now FROM flows WHERE id = @flowId
                ON CONFLICT (flow_id) DO UPDATE SET content = excluded.content, recorded_at = excluded.recorded_at
                """,
                row),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> DeleteAsync(string flowId, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM recordings WHERE flow_id = @flowId", new { flowId }) > 0,
            cancellationToken).ConfigureAwait(false);
}
