using Dapper;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Runs;

/// <summary>What nodes used, read by the key of its table: as quick after a million runs as after ten.</summary>
internal sealed class SqliteUsageHistory(SqliteDatabase database) : IUsageHistory
{
    public async ValueTask<IReadOnlyList<NodeUsage>> LatestAsync(
        string flowId, IReadOnlyDictionary<string, string> fingerprints, int most, CancellationToken cancellationToken)
    {
        if (fingerprints.Count == 0) return [];
        var rows = await database.ReadAsync(
            connection => fingerprints.SelectMany(node => connection.Query<NodeUsageRow>(
                """
                SELECT node AS Node, fingerprint AS Fingerprint, usage AS Usage FROM node_usage
                WHERE flow_id = @flowId AND node = @Key AND fingerprint = @Value
                ORDER BY run DESC LIMIT @most
                """,
                new { flowId, node.Key, node.Value, most })).ToList(),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToUsage())];
    }
}
