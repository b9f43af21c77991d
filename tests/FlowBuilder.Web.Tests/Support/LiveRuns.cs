using FlowBuilder.Core.Execution;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>Waits for the runs of a program in this process.</summary>
internal static class LiveRuns
{
    /// <summary>Waits until all that are under way now have ended and are put away.</summary>
    public static async Task AllArchivedAsync(this RunHost runs, CancellationToken cancellationToken)
    {
        foreach (var live in runs.ListLive()) await runs.WhenArchivedAsync(live.RunId).WaitAsync(cancellationToken);
    }
}
