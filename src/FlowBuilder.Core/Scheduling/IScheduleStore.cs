namespace FlowBuilder.Core.Scheduling;

/// <summary>Keeps schedules and what came of their times. What was acknowledged is on disk.</summary>
/// <remarks>A schedule goes with its endpoint, follows the endpoint's new name, and keeps its latest <see cref="MostRuns"/> times.</remarks>
public interface IScheduleStore
{
    /// <summary>How many of its times a schedule remembers.</summary>
    const int MostRuns = 200;

    /// <summary>Adds a schedule; times before now are none of its own. False where there is no such endpoint.</summary>
    ValueTask<bool> AddAsync(Schedule schedule, CancellationToken cancellationToken);

    /// <summary>Every schedule, of one endpoint or of all, first made first.</summary>
    ValueTask<IReadOnlyList<Schedule>> ListAsync(string? slug, CancellationToken cancellationToken);

    /// <summary>The schedule of that id, or null.</summary>
    ValueTask<Schedule?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Changes a schedule: times before now are dealt with by that, and claims of older revisions fail. False where there is none.</summary>
    ValueTask<bool> SaveAsync(Schedule schedule, CancellationToken cancellationToken);

    /// <summary>Removes a schedule; for a day it can be restored. False where there is none.</summary>
    ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Brings a removed schedule back, with its history; times between are none of its own. False where it cannot be found.</summary>
    ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken);

    /// <summary>Takes times of a schedule, durably, before anything starts.</summary>
    /// <returns>False where somebody else took them, or the schedule was changed, switched off or removed since it was read.</returns>
    ValueTask<bool> ClaimAsync(ScheduleClaim claim, CancellationToken cancellationToken);

    /// <summary>Remembers what came of a time; adds it where it was not claimed before.</summary>
    ValueTask SettleAsync(ScheduleRun run, CancellationToken cancellationToken);

    /// <summary>A schedule's latest times, latest first.</summary>
    ValueTask<IReadOnlyList<ScheduleRun>> ListRunsAsync(string id, int limit, CancellationToken cancellationToken);

    /// <summary>Times that were claimed and never settled: the program ended in between.</summary>
    ValueTask<IReadOnlyList<ScheduleRun>> ListClaimedAsync(CancellationToken cancellationToken);
}
