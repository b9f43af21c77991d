using Dapper;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Values;
using FlowBuilder.Storage.Conversations;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Memory;

/// <summary>Memory in the database, a row for each fact and each summary.</summary>
internal sealed class SqliteMemoryStore(SqliteDatabase database, TimeProvider clock) : IMemoryStore
{
    private const string IsOwners = "kind = @kind AND owner = @Id AND flow_id = @FlowId";

    // What is erased is overwritten in the file, and not only forgotten by its index.
    private const string Thoroughly = "PRAGMA secure_delete = ON";

    public async ValueTask<MessageList> HistoryAsync(string session, string flowId, string runId, CancellationToken cancellationToken)
    {
        var (head, rows) = await database.ReadAsync(
            connection => (
                connection.QuerySingleOrDefault<string?>("SELECT head FROM conversations WHERE id = @session AND flow_id = @flowId AND deleted_at IS NULL", new { session, flowId }),
                connection.Query<TurnRow>($"SELECT {TurnRow.Columns} FROM turns WHERE conversation = (SELECT id FROM conversations WHERE id = @session AND flow_id = @flowId AND deleted_at IS NULL) ORDER BY number", new { session, flowId }).ToList()),
            cancellationToken).ConfigureAwait(false);
        var turns = rows.ToDictionary(row => row.RunId, row => row.ToTurn(), StringComparer.Ordinal);

        // The branch that this run continues; a run that is no turn continues what was looked at last.
        var branch = new List<ConversationTurn>();
        var at = turns.TryGetValue(runId, out var own) ? own.Parent : head;
        while (at is not null && turns.Remove(at, out var turn))
        {
            branch.Add(turn);
            at = turn.Parent;
        }

        branch.Reverse();
        return new MessageList([.. branch.Where(turn => turn.End is { State: TurnState.Answered }).SelectMany(turn => (IEnumerable<Message>)[
            new Message(MessageRole.User, turn.Message), new Message(MessageRole.Assistant, turn.End!.Answer)])]);
    }

    public async ValueTask<IReadOnlyList<MemoryOverview>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<OverviewRow>(
                """
                SELECT kind AS Kind, owner AS Owner, flow_id AS FlowId, sum(facts) AS Facts, sum(summaries) AS Summaries, max(updated_at) AS UpdatedAt
                FROM (SELECT kind, owner, flow_id, 1 AS facts, 0 AS summaries, updated_at FROM memory_facts
                      UNION ALL SELECT kind, owner, flow_id, 0, 1, updated_at FROM memory_summaries)
                GROUP BY kind, owner, flow_id ORDER BY max(updated_at) DESC
                """),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToOverview())];
    }

    public async ValueTask<IReadOnlyList<MemoryFact>> ListFactsAsync(MemoryOwner owner, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<FactRow>($"SELECT {FactRow.Columns} FROM memory_facts WHERE {IsOwners} ORDER BY updated_at DESC, id DESC", Values(owner)),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToFact())];
    }

    public async ValueTask<IReadOnlyList<MemorySummary>> ListSummariesAsync(MemoryOwner owner, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<SummaryRow>($"SELECT {SummaryRow.Columns} FROM memory_summaries WHERE {IsOwners} ORDER BY node", Values(owner)),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToSummary())];
    }

    public async ValueTask<IReadOnlyList<MemoryFact>> SaveFactsAsync(
        MemoryOwner owner, IReadOnlyList<string> facts, IReadOnlyCollection<string> replaced, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                connection.Execute(Thoroughly);
                if (replaced.Count > 0) connection.Execute($"DELETE FROM memory_facts WHERE {IsOwners} AND id IN @ids", Values(owner, ids: [.. replaced]));
                return (IReadOnlyList<MemoryFact>)[.. facts.Where(fact => FactKey.Of(fact).Length > 0).Select(fact => Save(connection, owner, fact))];
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask SaveSummaryAsync(MemoryOwner owner, MemorySummary summary, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO memory_summaries (kind, owner, flow_id, node, text, messages, hash, updated_at)
                VALUES (@kind, @Id, @FlowId, @Node, @Text, @Messages, @Hash, @at)
                ON CONFLICT (kind, owner, flow_id, node) DO UPDATE SET
                    text = excluded.text, messages = excluded.messages, hash = excluded.hash, updated_at = excluded.updated_at
                """,
                new { kind = StoredName.Of(owner.Kind), owner.Id, owner.FlowId, summary.Node, summary.Text, summary.Messages, summary.Hash, at = StoredTime.Write(summary.UpdatedAt) }),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> EraseFactAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                connection.Execute(Thoroughly);
                return connection.Execute("DELETE FROM memory_facts WHERE id = @id", new { id }) > 0;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> EraseAsync(MemoryOwner owner, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                connection.Execute(Thoroughly);
                return connection.Execute($"DELETE FROM memory_facts WHERE {IsOwners}", Values(owner))
                    + connection.Execute($"DELETE FROM memory_summaries WHERE {IsOwners}", Values(owner)) > 0;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask EraseAllAsync(CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                connection.Execute(Thoroughly);
                return connection.Execute("DELETE FROM memory_facts") + connection.Execute("DELETE FROM memory_summaries");
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Erases what was remembered for a conversation, in the transaction that deletes it.</summary>
    public static void EraseSession(SqliteConnection connection, string session)
    {
        connection.Execute(Thoroughly);
        connection.Execute("DELETE FROM memory_facts WHERE kind = 'session' AND owner = @session", new { session });
        connection.Execute("DELETE FROM memory_summaries WHERE kind = 'session' AND owner = @session", new { session });
    }

    private MemoryFact Save(SqliteConnection connection, MemoryOwner owner, string text)
    {
        var now = clock.GetUtcNow();
        return connection.QuerySingle<FactRow>(
            $"""
            INSERT INTO memory_facts (id, kind, owner, flow_id, text, same, created_at, updated_at)
            VALUES (@fact, @kind, @Id, @FlowId, @text, @same, @at, @at)
            ON CONFLICT (kind, owner, flow_id, same) DO UPDATE SET updated_at = excluded.updated_at
            RETURNING {FactRow.Columns}
            """,
            new { fact = Guid.CreateVersion7(now).ToString("N"), kind = StoredName.Of(owner.Kind), owner.Id, owner.FlowId, text, same = FactKey.Of(text), at = StoredTime.Write(now) }).ToFact();
    }

    private static object Values(MemoryOwner owner, string[]? ids = null) => new { kind = StoredName.Of(owner.Kind), owner.Id, owner.FlowId, ids = ids ?? [] };
}
