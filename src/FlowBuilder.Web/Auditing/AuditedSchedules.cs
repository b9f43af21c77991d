using FlowBuilder.Core.Scheduling;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Auditing;

/// <summary>Writes down what is done to schedules; not their runs.</summary>
internal sealed class AuditedSchedules(IScheduleStore schedules, AuditTrail audit) : IScheduleStore
{
    /// <inheritdoc/>
    public async ValueTask<bool> AddAsync(Schedule schedule, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await schedules.AddAsync(schedule, cancellationToken), "schedule.created", schedule.Id, schedule.Slug);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Schedule>> ListAsync(string? slug, CancellationToken cancellationToken) => schedules.ListAsync(slug, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Schedule?> FindAsync(string id, CancellationToken cancellationToken) => schedules.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> SaveAsync(Schedule schedule, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await schedules.SaveAsync(schedule, cancellationToken), "schedule.changed", schedule.Id, schedule.Slug);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await schedules.DeleteAsync(id, cancellationToken), "schedule.deleted", id, null);

    /// <inheritdoc/>
    public async ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await schedules.RestoreAsync(id, cancellationToken), "schedule.restored", id, null);

    /// <inheritdoc/>
    public ValueTask<bool> ClaimAsync(ScheduleClaim claim, CancellationToken cancellationToken) => schedules.ClaimAsync(claim, cancellationToken);

    /// <inheritdoc/>
    public ValueTask SettleAsync(ScheduleRun run, CancellationToken cancellationToken) => schedules.SettleAsync(run, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScheduleRun>> ListRunsAsync(string id, int limit, CancellationToken cancellationToken) =>
        schedules.ListRunsAsync(id, limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScheduleRun>> ListClaimedAsync(CancellationToken cancellationToken) => schedules.ListClaimedAsync(cancellationToken);
}
