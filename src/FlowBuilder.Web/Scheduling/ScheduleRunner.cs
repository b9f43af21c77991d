using System.Collections.Immutable;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Scheduling;

/// <summary>Runs what schedules have come due: each time once, whoever else looks at the same database.</summary>
/// <remarks>
/// A time is claimed in the database before its run starts. Times that were claimed when the program ended are taken up again,
/// and the endpoint's idempotency key keeps even those from running twice. Not thread-safe: one loop calls it.
/// </remarks>
internal sealed class ScheduleRunner(IScheduleStore schedules, ScheduleStarts starts, ScheduleNews news, TimeProvider time, ILogger<ScheduleRunner> logger)
{
    /// <summary>How late a time may be run as if it were on time: a restart of the program loses nothing.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    // A host that is still busy after these is busy for good; the next time comes anyway.
    private static readonly ImmutableArray<TimeSpan> BusyDelays = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    private readonly List<WaitingTime> _waiting = [];
    private bool _hasRecovered;

    /// <summary>Starts what is due now, and says when to come back; null where nothing will be due.</summary>
    public async ValueTask<DateTimeOffset?> TickAsync(CancellationToken cancellationToken)
    {
        if (!_hasRecovered) await RecoverAsync(cancellationToken);
        _hasRecovered = true;
        var wakes = new List<DateTimeOffset?>();
        foreach (var schedule in await schedules.ListAsync(null, cancellationToken))
        {
            if (schedule.IsEnabled && ScheduleTimes.Of(schedule) is { } times) wakes.Add(await TakeAsync(schedule, times, cancellationToken));
        }

        foreach (var waiting in _waiting.Where(waiting => waiting.NotBefore <= time.GetUtcNow()).ToList())
        {
            // It stays where its start or its outcome cannot be stored just now: the next look tries again, under the same key.
            var again = await StartAsync(waiting, cancellationToken);
            _waiting.Remove(waiting);
            if (again is not null) _waiting.Add(again);
        }

        wakes.AddRange(_waiting.Select(waiting => (DateTimeOffset?)waiting.NotBefore));
        return wakes.Min();
    }

    // Takes the times of a schedule that have come, and says when the next one does.
    private async ValueTask<DateTimeOffset?> TakeAsync(Schedule schedule, ScheduleTimes times, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var first = times.NextAfter(schedule.HandledUntil);
        if (first is null || first > now) return first;
        var last = times.LatestBetween(schedule.HandledUntil, now) ?? first.Value;
        var claim = ClaimOf(schedule, times, first.Value, last, now);
        if (await schedules.ClaimAsync(claim, cancellationToken))
        {
            if (claim.Due is { } due) _waiting.Add(new WaitingTime(schedule with { HandledUntil = last }, due, now));
            if (claim.Missed is not null) news.TellCame(schedule.Slug);
        }

        return times.NextAfter(last);
    }

    private static ScheduleClaim ClaimOf(Schedule schedule, ScheduleTimes times, DateTimeOffset first, DateTimeOffset last, DateTimeOffset now)
    {
        var claim = new ScheduleClaim(schedule, last);
        var isLate = now - last > Grace;
        if (isLate && schedule.Missed == MissedPolicy.Skip) return claim with { Missed = MissedOf(schedule, times, first, last, last) };
        claim = claim with { Due = new ScheduleRun(schedule.Id, last, isLate ? ScheduleCause.CatchUp : ScheduleCause.Due, ScheduleOutcome.Claimed) };
        return times.LatestBetween(schedule.HandledUntil, last.AddTicks(-1)) is { } before
            ? claim with { Missed = MissedOf(schedule, times, first, before, last.AddTicks(-1)) }
            : claim;
    }

    private static ScheduleRun MissedOf(Schedule schedule, ScheduleTimes times, DateTimeOffset first, DateTimeOffset last, DateTimeOffset until)
    {
        var count = 1;
        for (var next = times.NextAfter(first); next <= until && count < ScheduleTexts.MostCounted; next = times.NextAfter(next.Value)) count++;
        return new ScheduleRun(schedule.Id, first, ScheduleCause.Due, ScheduleOutcome.Missed)
        {
            Detail = ScheduleTexts.Missed(count, TimeZoneInfo.ConvertTime(last, times.Zone)),
        };
    }

    // Gives back what is to be tried again.
    private async ValueTask<WaitingTime?> StartAsync(WaitingTime waiting, CancellationToken cancellationToken)
    {
        var (schedule, due) = (waiting.Schedule, waiting.Time);
        try
        {
            // Whoever changed the rule since does not expect the old one to run once more.
            var isCurrent = (await schedules.FindAsync(schedule.Id, cancellationToken))?.Revision == schedule.Revision;
            var came = isCurrent ? await starts.StartAsync(schedule, due, cancellationToken) : due with { Outcome = ScheduleOutcome.Refused, Detail = ScheduleTexts.Changed };
            await schedules.SettleAsync(came, cancellationToken);
        }
        catch (HostBusyException busy)
        {
            if (waiting.Tries < BusyDelays.Length)
                return waiting with { Tries = waiting.Tries + 1, NotBefore = time.GetUtcNow() + BusyDelays[waiting.Tries] };
            await schedules.SettleAsync(due with { Outcome = ScheduleOutcome.Refused, Detail = ProblemOf.Of(busy)!.Detail }, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("The program is stopping; schedule {Schedule} runs its time {Due:O} when it is back.", schedule.Id, due.DueAt);
            return null;
        }

        news.TellCame(schedule.Slug);
        return null;
    }

    private async ValueTask RecoverAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var claimed in await schedules.ListClaimedAsync(cancellationToken))
        {
            var schedule = await schedules.FindAsync(claimed.ScheduleId, cancellationToken);
            var times = schedule is { IsEnabled: true } ? ScheduleTimes.Of(schedule) : null;

            // Where a later time has passed too, that one makes up for this.
            var isLost = now - claimed.DueAt > Grace && (schedule?.Missed == MissedPolicy.Skip || times?.NextAfter(claimed.DueAt) <= now);
            if (schedule is not null && times is not null && !isLost) _waiting.Add(new WaitingTime(schedule, claimed, now));
            else await schedules.SettleAsync(claimed with { Outcome = ScheduleOutcome.Missed, Detail = ScheduleTexts.Missed(1, claimed.DueAt) }, cancellationToken);
        }
    }
}
