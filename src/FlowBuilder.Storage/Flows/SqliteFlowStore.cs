using System.Globalization;
using Dapper;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Flows;

/// <summary>Flows in the database, each as its canonical bytes.</summary>
internal sealed class SqliteFlowStore(SqliteDatabase database, FlowFormat format, TimeProvider clock) : IFlowStore
{
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    public async ValueTask<IReadOnlyList<FlowSummary>> ListAsync(CancellationToken cancellationToken) =>
        await ListAsync("deleted_at IS NULL ORDER BY updated_at DESC, id", cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<FlowSummary>> ListBinAsync(CancellationToken cancellationToken) =>
        await ListAsync("deleted_at IS NOT NULL ORDER BY deleted_at DESC, id", cancellationToken).ConfigureAwait(false);

    /// <exception cref="StorageException">This program cannot read the flow; it stays stored and listed.</exception>
    public async ValueTask<StoredFlow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<FlowRow>(
                $"SELECT {FlowRow.Columns}, document AS Document FROM flows WHERE id = @id AND deleted_at IS NULL", new { id }),
            cancellationToken).ConfigureAwait(false);
        if (row is null) return null;
        var flow = format.ReadStored(row.Document).Flow ?? throw Unreadable(row);
        return new StoredFlow(row.Id, row.Revision, StoredTime.Read(row.UpdatedAt), flow);
    }

    public async ValueTask<StoredFlow> CreateAsync(Flow flow, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (document, stored) = Document(flow);
        var row = FlowRow.From(FlowId.New(), 1, stored, document, now);
        await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO flows (id, revision, name, description, tags, created_at, updated_at, document)
                VALUES (@Id, @Revision, @Name, @Description, @Tags, @UpdatedAt, @UpdatedAt, @Document)
                """,
                row),
            cancellationToken).ConfigureAwait(false);
        return new StoredFlow(row.Id, row.Revision, now, stored);
    }

    public async ValueTask<StoredFlow?> SaveAsync(string id, Flow flow, long expectedRevision, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (document, stored) = Document(flow);
        var row = FlowRow.From(id, expectedRevision + 1, stored, document, now);
        var found = await database.WriteAsync(
            connection =>
            {
                var current = connection.QuerySingleOrDefault<long?>("SELECT revision FROM flows WHERE id = @id AND deleted_at IS NULL", new { id });
                if (current is null) return false;
                if (current != expectedRevision) throw new FlowConflictException(id, current.Value);
                connection.Execute(
                    """
                    UPDATE flows SET revision = @Revision, name = @Name, description = @Description, tags = @Tags,
                        updated_at = @UpdatedAt, document = @Document
                    WHERE id = @Id
                    """,
                    row);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return found ? new StoredFlow(id, row.Revision, now, stored) : null;
    }

    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var now = StoredTime.Write(clock.GetUtcNow());
        return await database.WriteAsync(
            connection => connection.Execute("UPDATE flows SET deleted_at = @now WHERE id = @id AND deleted_at IS NULL", new { id, now }) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("UPDATE flows SET deleted_at = NULL WHERE id = @id AND deleted_at IS NOT NULL", new { id }) > 0,
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> PurgeAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM flows WHERE id = @id AND deleted_at IS NOT NULL", new { id }) > 0,
            cancellationToken).ConfigureAwait(false);

    private async ValueTask<IReadOnlyList<FlowSummary>> ListAsync(string which, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<FlowRow>($"SELECT {FlowRow.Columns} FROM flows WHERE {which}"),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToSummary())];
    }

    /// <summary>The canonical bytes, read back before they are stored: what is acknowledged can be opened again.</summary>
    private (byte[] Document, Flow Stored) Document(Flow flow)
    {
        var document = format.Write(flow);
        var read = format.ReadStored(document);
        return (document, read.Flow ?? throw Refused(read.Diagnostics.First(problem => problem.Severity == DiagnosticSeverity.Invalid)));
    }

    private static StorageException Refused(FlowDiagnostic problem) => new(
        StorageException.FlowRefused,
        LocalText.Of(
            $"The flow was not saved, since it could not be opened again. {problem.Text.English} ({problem.Path})",
            $"다시 열 수 없게 되므로 플로우를 저장하지 않았습니다. {problem.Text.For(Korean)} ({problem.Path})"));

    private static StorageException Unreadable(FlowRow row) => new(
        StorageException.FlowUnreadable,
        LocalText.Of(
            $"This version of FlowBuilder cannot read the stored flow \"{row.Name}\" ({row.Id}). It is kept as it is: open it with the version that saved it.",
            $"이 버전의 FlowBuilder는 저장된 플로우 \"{row.Name}\"({row.Id})을(를) 읽을 수 없습니다. 내용은 그대로 보관되어 있으니 저장했던 버전으로 여세요."));
}
