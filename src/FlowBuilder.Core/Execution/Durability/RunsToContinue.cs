using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>Goes on with the runs that an earlier life of the program did not end.</summary>
/// <remarks>
/// A run that was at work in three unexpected ends of the program, one after the other, and came no further in between, may be what
/// ends it: it is not continued. One that waits for a person is not suspected. A run that cannot be read ends, and says so: no start
/// tries it again.
/// </remarks>
/// <param name="store">Where unfinished runs are kept.</param>
/// <param name="host">Runs them.</param>
/// <param name="logger">Where it is told what became of them.</param>
public sealed class RunsToContinue(IUnfinishedRuns store, RunHost host, ILogger<RunsToContinue> logger)
{
    /// <summary>After so many unexpected ends of the program without a node's end between them, a run is not continued.</summary>
    public const int MostDeaths = 3;

    private readonly List<FlowRun> _restored = [];

    /// <summary>Makes every unfinished run known to the host, so that it is found by its id and its questions can be answered; none begins yet.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var unfinished = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        if (unfinished.Count == 0) return;
        var found = new List<(UnfinishedRun Run, KeptRun Kept)>();
        foreach (var run in unfinished)
        {
            if (await ReadAsync(run, cancellationToken).ConfigureAwait(false) is not { } kept) continue;
            var isSuspect = !run.IsAtRest && (kept.UnderWay.Any() || kept.Questions.All(question => question.IsClosed));
            found.Add((run with { IsAtRest = false, Deaths = !isSuspect ? run.Deaths : kept.HasProgressed ? 1 : run.Deaths + 1 }, kept));
        }

        // Before any of them is at work, so that the next end counts too.
        await store.NoteAsync([.. found.Select(run => run.Run)], cancellationToken).ConfigureAwait(false);
        foreach (var (run, kept) in found) await RestoreAsync(run, kept, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the restored runs go on.</summary>
    public void Begin()
    {
        if (_restored.Count > 0) logger.LogInformation("{Count} runs that had not ended go on.", _restored.Count);
        foreach (var run in _restored) host.BeginRestored(run);
        _restored.Clear();
    }

    // A run whose journal is not whole is ended at once: what it did after the gap would be done a second time.
    private async ValueTask<KeptRun?> ReadAsync(UnfinishedRun run, CancellationToken cancellationToken)
    {
        try
        {
            var events = await store.ReadAsync(run.RunId, cancellationToken).ConfigureAwait(false);
            return Whole(events).Count == events.Count && events.Count > 0 ? KeptRun.Of(events) : throw new DamagedJournalException(events);
        }
        catch (DamagedJournalException damage)
        {
            logger.LogError(damage, "The journal of run {RunId} is damaged; the run is not continued", run.RunId);
            await EndAsync(run, KeptRun.Of(Whole(damage.Readable)), RunFaults.Damaged, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "The journal of run {RunId} cannot be read; it stays as it is", run.RunId);
            return null;
        }
    }

    private async Task RestoreAsync(UnfinishedRun run, KeptRun kept, CancellationToken cancellationToken)
    {
        if (kept.Events is [.., { IsFinal: true }] || run.Deaths >= MostDeaths)
        {
            if (run.Deaths >= MostDeaths) logger.LogError("Run {RunId} was under way at {Deaths} unexpected ends of the program and is not continued", run.RunId, run.Deaths);
            await EndAsync(run, kept, RunFaults.Quarantined(run.Deaths), cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            _restored.Add(await host.RestoreAsync(run, kept, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "Run {RunId} cannot be continued", run.RunId);
            var reason = failure is CannotContinueException known ? known.Reason : RunFaults.Unexpected;
            await EndAsync(run, kept, RunFaults.CannotContinue(reason), cancellationToken).ConfigureAwait(false);
        }
    }

    // One run that cannot even be ended is no reason for the program not to start.
    private async ValueTask EndAsync(UnfinishedRun run, KeptRun kept, NodeFault fault, CancellationToken cancellationToken)
    {
        try
        {
            await host.EndKeptAsync(run, kept, fault, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "Run {RunId} could not be ended; it stays as it is", run.RunId);
        }
    }

    // The events before the first that is missing; none where the start is.
    private static IReadOnlyList<RunEvent> Whole(IReadOnlyList<RunEvent> events) =>
        events is [RunStarted, ..] ? [.. events.TakeWhile((runEvent, index) => runEvent.Seq == index + 1)] : [];
}
