using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Scheduling;

/// <summary>Starts the run of a schedule's time as a caller of the endpoint would, and says what came of it.</summary>
internal sealed class ScheduleStarts(IScheduleStore schedules, IEndpointStore endpoints, EndpointRuns endpointRuns, RunHost runs, ILogger<ScheduleStarts> logger)
{
    // As many as a person may have started by hand while one goes on.
    private const int MostLooked = 20;

    /// <summary>Starts a run for a claimed time.</summary>
    /// <returns>The time with its outcome, which is not stored yet.</returns>
    /// <exception cref="HostBusyException">As many runs are under way as are allowed.</exception>
    /// <exception cref="OperationCanceledException">The program is stopping: the time is still to be run.</exception>
    /// <exception cref="StorageException">Another holds the store for a while: the time is still to be run.</exception>
    public async ValueTask<ScheduleRun> StartAsync(Schedule schedule, ScheduleRun time, CancellationToken cancellationToken)
    {
        if (await endpoints.FindAsync(schedule.Slug, cancellationToken) is not { } endpoint) return Without(time, ScheduleOutcome.Refused, ScheduleTexts.InBin);
        if (!endpoint.IsEnabled) return Without(time, ScheduleOutcome.Off, ScheduleTexts.Off);
        if (await IsUnderWayAsync(schedule.Id, cancellationToken)) return Without(time, ScheduleOutcome.Overlapped, ScheduleTexts.Overlapped);
        try
        {
            // The key holds where the program ended between the start and its being written down.
            var ask = AskOf(schedule) with { IdempotencyKey = $"schedule/{schedule.Id}/{time.DueAt.UtcDateTime:O}" };
            var run = await endpointRuns.StartAsync(new EndpointCall(endpoint, null, "") { IsUnattended = true }, ask, cancellationToken);
            return time with { Outcome = ScheduleOutcome.Started, RunId = run.Id };
        }
        catch (Exception refusal) when (refusal is HostStoppingException or ApiException { Problem.Code: "host.stopping" })
        {
            throw new OperationCanceledException(null, refusal);
        }
        catch (Exception failure) when (failure is not (HostBusyException or OperationCanceledException or StorageException { Code: StorageException.Busy }))
        {
            if (ProblemOf.Of(failure) is { } problem)
                return Without(time, ScheduleOutcome.Refused, problem.Problems is [var only] ? only.Text : problem.Detail);
            logger.LogError(failure, "Schedule {Schedule} could not start its run of {Due:O}.", schedule.Id, time.DueAt);
            return Without(time, ScheduleOutcome.Refused, ScheduleTexts.Unexpected);
        }
    }

    /// <summary>What a schedule asks of its endpoint.</summary>
    public static EndpointAsk AskOf(Schedule schedule) => new() { Inputs = schedule.Inputs, Session = schedule.Session };

    private static ScheduleRun Without(ScheduleRun time, ScheduleOutcome outcome, LocalText why) => time with { Outcome = outcome, Detail = why };

    private async ValueTask<bool> IsUnderWayAsync(string id, CancellationToken cancellationToken) =>
        (await schedules.ListRunsAsync(id, MostLooked, cancellationToken))
            .Any(earlier => earlier.RunId is { } runId && runs.FindLive(runId) is { Journal.IsEnded: false });
}
