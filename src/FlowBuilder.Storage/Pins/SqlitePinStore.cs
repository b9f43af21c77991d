using System.Text.Json;
using Dapper;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Flows;
using FlowBuilder.Storage.Runs;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Pins;

/// <summary>Pins in the database, each with the values of one node.</summary>
internal sealed class SqlitePinStore(SqliteDatabase database, TimeProvider clock) : IPinStore
{
    public async ValueTask<IReadOnlyList<Pin>> ListAsync(string flowId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<PinRow>("SELECT node AS Node, outputs AS Outputs FROM pins WHERE flow_id = @flowId ORDER BY node", new { flowId }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(Read)];
    }

    public async ValueTask SaveAsync(string flowId, Pin pin, CancellationToken cancellationToken)
    {
        var row = new
        {
            FlowId = flowId,
            Node = pin.Node.Value,
            Outputs = JsonSerializer.SerializeToUtf8Bytes(pin.Outputs.Select(PinnedValue.From), ArchiveJson.Options),
            Now = StoredTime.Write(clock.GetUtcNow()),
        };
        await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO pins (flow_id, node, outputs, pinned_at) VALUES (@FlowId, @Node, @Outputs, @Now)
                ON CONFLICT (flow_id, node) DO UPDATE SET outputs = excluded.outputs, pinned_at = excluded.pinned_at
                """,
                row),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> DeleteAsync(string flowId, NodeId node, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM pins WHERE flow_id = @flowId AND node = @node", new { flowId, node = node.Value }) > 0,
            cancellationToken).ConfigureAwait(false);

    private static Pin Read(PinRow row) => new(
        new NodeId(row.Node),
        [.. JsonSerializer.Deserialize<IReadOnlyList<PinnedValue>>(row.Outputs, ArchiveJson.Options)!.Select(value => value.ToOutput())]);
}
