using System.Text.Json;
using Dapper;
using FlowBuilder.Core;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Storage.Memory;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Conversations;

/// <summary>Conversations in the database, a row for each and for each of their turns.</summary>
internal sealed class SqliteConversationStore(SqliteDatabase database, TimeProvider clock) : IConversationStore
{
    public async ValueTask<IReadOnlyList<Conversation>> ListAsync(string flowId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<ConversationRow>(
                $"SELECT {ConversationRow.Columns} FROM conversations WHERE flow_id = @flowId AND deleted_at IS NULL ORDER BY updated_at DESC, id DESC",
                new { flowId }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToConversation())];
    }

    public async ValueTask<Conversation?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<ConversationRow>(
                $"SELECT {ConversationRow.Columns} FROM conversations WHERE id = @id AND deleted_at IS NULL", new { id }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToConversation();
    }

    public async ValueTask<Conversation> CreateAsync(string flowId, string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var conversation = new Conversation(Guid.CreateVersion7(now).ToString("N"), flowId, name, Head: null, now, now);
        await database.WriteAsync(
            connection => connection.Execute(
                "INSERT INTO conversations (id, flow_id, name, created_at, updated_at) VALUES (@Id, @flowId, @name, @time, @time)",
                new { conversation.Id, flowId, name, time = StoredTime.Write(now) }),
            cancellationToken).ConfigureAwait(false);
        return conversation;
    }

    public ValueTask<bool> RenameAsync(string id, string name, CancellationToken cancellationToken) =>
        ChangeAsync("UPDATE conversations SET name = @name WHERE id = @id AND deleted_at IS NULL", new { id, name }, cancellationToken);

    public ValueTask<bool> SetHeadAsync(string id, string? head, CancellationToken cancellationToken) =>
        ChangeAsync("UPDATE conversations SET head = @head WHERE id = @id AND deleted_at IS NULL", new { id, head }, cancellationToken);

    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                // What was remembered of it is gone for good; a deletion that is taken back begins to remember anew.
                SqliteMemoryStore.EraseSession(connection, id);
                return connection.Execute(
                    "UPDATE conversations SET deleted_at = @now WHERE id = @id AND deleted_at IS NULL",
                    new { id, now = StoredTime.Write(clock.GetUtcNow()) }) > 0;
            },
            cancellationToken).ConfigureAwait(false);

    public ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync("UPDATE conversations SET deleted_at = NULL WHERE id = @id AND deleted_at IS NOT NULL", new { id }, cancellationToken);

    public async ValueTask<IReadOnlyList<ConversationTurn>> ListTurnsAsync(string id, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<TurnRow>($"SELECT {TurnRow.Columns} FROM turns WHERE conversation = @id ORDER BY number", new { id }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToTurn())];
    }

    public async ValueTask<bool> AddTurnAsync(ConversationTurn turn, CancellationToken cancellationToken)
    {
        if (turn.End is not null) throw new ArgumentException("A turn is added while it is under way.", nameof(turn));
        var row = new
        {
            turn.RunId,
            turn.ConversationId,
            turn.Parent,
            turn.Question,
            turn.Message,
            Attachments = JsonSerializer.Serialize(turn.Attachments, CoreJson.Options),
            SentAt = StoredTime.Write(turn.SentAt),
        };
        return await database.WriteAsync(
            connection =>
            {
                var found = connection.Execute(
                    "UPDATE conversations SET head = @RunId, updated_at = @SentAt WHERE id = @ConversationId AND deleted_at IS NULL", row);
                if (found == 0) return false;
                connection.Execute(
                    """
                    INSERT INTO turns (run_id, conversation, parent, question, message, attachments, sent_at)
                    VALUES (@RunId, @ConversationId, @Parent, @Question, @Message, @Attachments, @SentAt)
                    """,
                    row);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<bool> EndTurnAsync(string runId, TurnEnd end, CancellationToken cancellationToken) =>
        ChangeAsync(
            """
            UPDATE turns SET ended_at = @at, state = @state, answer = @Answer, problem = @problem, sources = @sources
            WHERE run_id = @runId AND ended_at IS NULL
            """,
            new
            {
                runId,
                at = StoredTime.Write(end.At),
                state = StoredName.Of(end.State),
                end.Answer,
                problem = end.Problem is null ? null : JsonSerializer.Serialize(end.Problem, CoreJson.Options),
                sources = JsonSerializer.Serialize(end.Sources, CoreJson.Options),
            },
            cancellationToken);

    private async ValueTask<bool> ChangeAsync(string statement, object values, CancellationToken cancellationToken) =>
        await database.WriteAsync(connection => connection.Execute(statement, values) > 0, cancellationToken).ConfigureAwait(false);
}
