using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Execution;

/// <summary>Starts runs, knows those under way, and gives back those that have ended: where every way into the program meets.</summary>
/// <remarks>Thread-safe. A run is readable by its id from its start on, first from memory, then from the archive, without a gap.</remarks>
public sealed class RunHost(
    FlowCompiler compiler,
    RunPreparation preparation,
    FlowRunner runner,
    IRunArchive archive,
    RunLimits limits,
    ILogger<RunHost> logger)
{
    private readonly ConcurrentDictionary<string, FlowRun> _live = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _archiving = new(StringComparer.Ordinal);

    /// <summary>Runs that are under way.</summary>
    public int LiveCount => _live.Count;

    /// <summary>Starts a run and returns at once.</summary>
    /// <exception cref="RunRefusedException">The flow cannot run, or its inputs are not what it needs.</exception>
    /// <exception cref="HostBusyException">As many runs are under way as are allowed.</exception>
    public async ValueTask<FlowRun> StartAsync(RunCommand command, CancellationToken cancellationToken)
    {
        if (_live.Count >= limits.Runs) throw new HostBusyException(limits.Runs);
        var flow = preparation.WithSettings(command.Flow, command.Settings);
        var compiled = compiler.Compile(flow);
        if (compiled.Plan is not { } plan)
            throw new RunRefusedException([.. compiled.Diagnostics.Where(problem => problem.Severity != DiagnosticSeverity.Warning)]);
        var request = new RunRequest { Inputs = command.Inputs, Session = command.Session, FlowId = command.FlowId };
        if (command.RunId is { } id) request = request with { RunId = id };
        if (command.From is { } from)
            request = RunPreparation.From(flow, from, request, await LatestAsync(command.FlowId, cancellationToken).ConfigureAwait(false));
        var problems = plan.CheckInputs(request.Inputs, request.Seeds.Keys.ToHashSet());
        if (!problems.IsEmpty) throw new RunRefusedException(problems);
        var run = runner.Start(flow, plan, request);
        _live[run.Id] = run;
        _archiving[run.Id] = ArchiveAsync(run);
        return run;
    }

    /// <summary>The run of that id while it is under way or not archived yet; otherwise null.</summary>
    public FlowRun? FindLive(string runId) => _live.GetValueOrDefault(runId);

    /// <summary>The run of that id as far as it is, under way or archived; null where there is none.</summary>
    public async ValueTask<RunSnapshot?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        if (_live.TryGetValue(runId, out var run)) return RunSnapshot.Of(run.Journal.ToList());
        var snapshot = RunSnapshot.Empty;
        await foreach (var runEvent in archive.ReadAsync(runId, 0, cancellationToken).ConfigureAwait(false))
            snapshot = snapshot.Apply(runEvent);
        return snapshot.Seq == 0 ? null : snapshot;
    }

    /// <summary>Whether there is a run of that id, under way or archived.</summary>
    public async ValueTask<bool> ExistsAsync(string runId, CancellationToken cancellationToken) =>
        _live.ContainsKey(runId) || await archive.FindAsync(runId, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>The events of a run above a number, and those that come, to the final one; none where there is no such run.</summary>
    public async IAsyncEnumerable<RunEvent> ReadAsync(
        string runId,
        long afterSeq,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = _live.TryGetValue(runId, out var run)
            ? run.Journal.ReadAsync(afterSeq, cancellationToken)
            : archive.ReadAsync(runId, afterSeq, cancellationToken);
        await foreach (var runEvent in events.ConfigureAwait(false)) yield return runEvent;
    }

    /// <summary>Stops a run; false where none of that id is under way.</summary>
    public bool Cancel(string runId)
    {
        if (!_live.TryGetValue(runId, out var run)) return false;
        run.Cancel();
        return true;
    }

    /// <summary>Stops every run and waits until all are archived, for the end of the program.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var run in _live.Values) run.Cancel();
        await Task.WhenAll(_archiving.Values).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RunSnapshot?> LatestAsync(string? flowId, CancellationToken cancellationToken)
    {
        if (flowId is null) return null;
        var latest = await archive.ListAsync(new RunQuery(FlowId: flowId, Limit: 1), cancellationToken).ConfigureAwait(false);
        return latest.Count == 0 ? null : await FindAsync(latest[0].RunId, cancellationToken).ConfigureAwait(false);
    }

    private async Task ArchiveAsync(FlowRun run)
    {
        await run.Completion.ConfigureAwait(false);
        var events = run.Journal.ToList();
        try
        {
            await archive.SaveAsync(RecordOf(RunSnapshot.Of(events)), events, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Run {RunId} has ended but could not be archived", run.Id);
        }

        _live.TryRemove(run.Id, out _);
        _archiving.TryRemove(run.Id, out _);
    }

    private static RunRecord RecordOf(RunSnapshot run) => new()
    {
        RunId = run.RunId,
        FlowId = run.FlowId,
        FlowName = run.FlowName,
        SemanticHash = run.SemanticHash,
        Session = run.Session,
        Status = run.Status,
        StartedAt = run.StartedAt,
        DurationMs = run.DurationMs,
        Usage = run.Usage,
        Fault = run.Fault,
        FailedNode = run.Fault is null ? null : run.Node,
    };
}
