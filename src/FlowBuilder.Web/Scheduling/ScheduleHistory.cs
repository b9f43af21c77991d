using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Scheduling;

namespace FlowBuilder.Web.Scheduling;

/// <summary>What came of a schedule's times, with the runs that they started.</summary>
internal sealed class ScheduleHistory(IScheduleStore schedules, IRunArchive archive, RunHost runs)
{
    /// <summary>A schedule's latest times, latest first.</summary>
    public async ValueTask<IReadOnlyList<PastTime>> OfAsync(string id, int limit, CancellationToken cancellationToken)
    {
        var past = new List<PastTime>();
        var live = runs.ListLive().ToDictionary(run => run.RunId, StringComparer.Ordinal);
        foreach (var time in await schedules.ListRunsAsync(id, limit, cancellationToken))
        {
            var run = time.RunId is not { } runId ? null : live.GetValueOrDefault(runId) ?? await archive.FindAsync(runId, cancellationToken);
            past.Add(new PastTime(time, run));
        }

        return past;
    }
}
