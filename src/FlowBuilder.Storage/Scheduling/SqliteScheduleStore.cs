using Dapper;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Scheduling;

/// <summary>Schedules in the database.</summary>
internal sealed class SqliteScheduleStore(SqliteDatabase database, TimeProvider clock) : IScheduleStore
{
    private static readonly TimeSpan Restorable = TimeSpan.FromDays(1);

    public async ValueTask<bool> AddAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var row = ScheduleRow.Of(schedule, clock.GetUtcNow());
        return await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO schedules (id, slug, name, cron, time_zone, inputs, session, is_enabled, missed, revision, handled_until, created_at)
                SELECT @Id, slug, @Name, @Cron, @TimeZone, @Inputs, @Session, @IsEnabled, @Missed, 1, @HandledUntil, @HandledUntil
                FROM endpoints WHERE slug = @Slug
                """,
                row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<Schedule>> ListAsync(string? slug, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<ScheduleRow>(
                $"SELECT {ScheduleRow.Columns} FROM schedules WHERE deleted_at IS NULL AND (@slug IS NULL OR slug = @slug) ORDER BY created_at, id", new { slug }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToSchedule())];
    }

    public async ValueTask<Schedule?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<ScheduleRow>($"SELECT {ScheduleRow.Columns} FROM schedules WHERE id = @id AND deleted_at IS NULL", new { id }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToSchedule();
    }

    public async ValueTask<bool> SaveAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var row = ScheduleRow.Of(schedule, clock.GetUtcNow());
        return await database.WriteAsync(
            connection => connection.Execute(
                """
                UPDATE schedules SET name = @Name, cron = @Cron, time_zone = @TimeZone, inputs = @Inputs, session = @Session, is_enabled = @IsEnabled,
                    missed = @Missed, revision = revision + 1, handled_until = max(handled_until, @HandledUntil)
                WHERE id = @Id AND deleted_at IS NULL
                """,
                row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await database.WriteAsync(
            connection =>
            {
                connection.Execute("DELETE FROM schedules WHERE deleted_at < @before", new { before = StoredTime.Write(now - Restorable) });
                return connection.Execute(
                    "UPDATE schedules SET deleted_at = @time, revision = revision + 1 WHERE id = @id AND deleted_at IS NULL", new { id, time = StoredTime.Write(now) }) > 0;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken)
    {
        var time = StoredTime.Write(clock.GetUtcNow());
        return await database.WriteAsync(
            connection => connection.Execute(
                """
                UPDATE schedules SET deleted_at = NULL, revision = revision + 1, handled_until = max(handled_until, @time)
                WHERE id = @id AND deleted_at IS NOT NULL
                """,
                new { id, time }) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> ClaimAsync(ScheduleClaim claim, CancellationToken cancellationToken)
    {
        var (id, revision) = (claim.Schedule.Id, claim.Schedule.Revision);
        var (from, until) = (StoredTime.Write(claim.Schedule.HandledUntil), StoredTime.Write(claim.Until));
        return await database.WriteAsync(
            connection =>
            {
                var taken = connection.Execute(
                    """
                    UPDATE schedules SET handled_until = @until
                    WHERE id = @id AND revision = @revision AND handled_until = @from AND is_enabled = 1 AND deleted_at IS NULL
                    """,
                    new { id, revision, from, until });
                if (taken == 0) return false;
                if (claim.Missed is { } missed) Put(connection, missed);

                // The clock may have been set back: a time that was run once is not run again.
                var isNew = claim.Due is not { } due || Insert(connection, due);
                Trim(connection, id);
                return isNew;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask SettleAsync(ScheduleRun run, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                // A schedule whose endpoint was removed meanwhile has no history any more.
                if (connection.ExecuteScalar<long>("SELECT count(*) FROM schedules WHERE id = @ScheduleId", run) == 0) return 0;
                Put(connection, run);
                Trim(connection, run.ScheduleId);
                return 1;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<ScheduleRun>> ListRunsAsync(string id, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<ScheduleRunRow>(
                $"SELECT {ScheduleRunRow.Columns} FROM schedule_runs r WHERE r.schedule_id = @id ORDER BY r.due_at DESC LIMIT @limit", new { id, limit }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToRun())];
    }

    public async ValueTask<IReadOnlyList<ScheduleRun>> ListClaimedAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<ScheduleRunRow>($"SELECT {ScheduleRunRow.Columns} FROM schedule_runs r WHERE r.outcome = 'claimed' ORDER BY r.due_at"),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToRun())];
    }

    private static bool Insert(SqliteConnection connection, ScheduleRun run) => connection.Execute(
        """
        INSERT INTO schedule_runs (schedule_id, due_at, cause, outcome, run_id, detail) VALUES (@ScheduleId, @DueAt, @Cause, @Outcome, @RunId, @Detail)
        ON CONFLICT (schedule_id, due_at) DO NOTHING
        """,
        ScheduleRunRow.Of(run)) > 0;

    private static void Put(SqliteConnection connection, ScheduleRun run) => connection.Execute(
        """
        INSERT INTO schedule_runs (schedule_id, due_at, cause, outcome, run_id, detail) VALUES (@ScheduleId, @DueAt, @Cause, @Outcome, @RunId, @Detail)
        ON CONFLICT (schedule_id, due_at) DO UPDATE SET cause = excluded.cause, outcome = excluded.outcome, run_id = excluded.run_id, detail = excluded.detail
        """,
        ScheduleRunRow.Of(run));

    private static void Trim(SqliteConnection connection, string id) => connection.Execute(
        """
        DELETE FROM schedule_runs WHERE schedule_id = @id AND due_at NOT IN
            (SELECT due_at FROM schedule_runs WHERE schedule_id = @id ORDER BY due_at DESC LIMIT @most)
        """,
        new { id, most = IScheduleStore.MostRuns });
}
