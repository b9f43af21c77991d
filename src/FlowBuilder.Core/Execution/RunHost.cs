using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Recordings;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Execution;

/// <summary>Starts runs, knows those under way, and gives back those that have ended: where every way into the program meets.</summary>
/// <remarks>Thread-safe. A run is readable by its id from its start on, first from memory, then from the archive, without a gap.</remarks>
public sealed partial class RunHost(
    FlowCompiler compiler,
    RunPreparation preparation,
    FlowRunner runner,
    IRunArchive archive,
    RunLimits limits,
    ILogger<RunHost> logger,
    BudgetBook? budgets = null,
    RunRecorder? recorder = null,
    RunKeeper? keeper = null)
{
    // How long after a failed save the next one is tried; after the last its end is shown, and a run that is not kept is lost: the log says so.
    private static readonly TimeSpan[] SaveDelays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)];

    // What is kept would go on at the next start, though it has ended: an hour is time to see to a disk or to another program.
    private const int MostLateSaves = 360;

    private readonly ConcurrentDictionary<string, LiveRun> _live = new(StringComparer.Ordinal);
    private readonly RunAdmission _admission = new(limits, runner.Time);

    /// <summary>Raised after a run asked a person something, or no longer asks it; on any thread.</summary>
    public event Action? QuestionsChanged;

    /// <summary>Runs that are under way or not archived yet.</summary>
    public int LiveCount => _live.Count;

    /// <summary>What a list shows of the runs that are under way or not archived yet, in no order.</summary>
    public IReadOnlyList<RunRecord> ListLive() => [.. _live.Values.Select(live => Brief(live.Run)).OfType<RunRecord>()];

    /// <summary>The runs of which a node waits for a person, the one that has waited longest first.</summary>
    public IReadOnlyList<FlowRun> ListWaiting() =>
        [.. _live.Values.Select(live => (live.Run, Open: live.Run.OpenQuestions)).Where(run => !run.Open.IsEmpty).OrderBy(run => run.Open[0].Since).Select(run => run.Run)];

    /// <summary>Starts a run and returns when it is sure to be known after any end of the program, as far as its <see cref="RunCommand.Durability"/> says so.</summary>
    /// <exception cref="RunRefusedException">The flow cannot run, or its inputs are not what it needs.</exception>
    /// <exception cref="HostBusyException">As many runs are under way as are allowed, or as others leave to the caller, or memory runs short.</exception>
    /// <exception cref="HostStoppingException">The host is stopping.</exception>
    /// <exception cref="InvalidOperationException">A run of the command's <see cref="RunCommand.RunId"/> is under way.</exception>
    public async ValueTask<FlowRun> StartAsync(RunCommand command, CancellationToken cancellationToken)
    {
        if (_isStopping) throw new HostStoppingException();
        var place = _admission.Take(command.Caller);
        try
        {
            var run = await PrepareAsync(command, cancellationToken).ConfigureAwait(false);
            if (keeper is not null && command is { Tape: null, Durability: not RunDurability.None })
                await keeper.AddAsync(run, command.Key, command.Durability, cancellationToken).ConfigureAwait(false);
            var live = Add(run, place);
            run.Begin();
            _ = ArchiveAsync(live);
            return run;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>The run of that id while it is under way or not archived yet; otherwise null.</summary>
    public FlowRun? FindLive(string runId) => _live.GetValueOrDefault(runId)?.Run;

    /// <summary>The run of that id as far as it is, under way or archived; null where there is none.</summary>
    public async ValueTask<RunSnapshot?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        if (FindLive(runId) is { } run)
        {
            // A run that was started just now may not have said so yet.
            await run.Journal.ReadAsync(0, cancellationToken).FirstAsync(cancellationToken).ConfigureAwait(false);
            return RunSnapshot.Of(run.Journal.ToList());
        }

        var snapshot = RunSnapshot.Empty;
        await foreach (var runEvent in archive.ReadAsync(runId, 0, cancellationToken).ConfigureAwait(false))
            snapshot = snapshot.Apply(runEvent);
        return snapshot.Seq == 0 ? null : snapshot;
    }

    /// <summary>Completes when the run of that id has ended and is archived; at once where none of that id is under way.</summary>
    public Task WhenArchivedAsync(string runId) => _live.GetValueOrDefault(runId)?.Archived.Task ?? Task.CompletedTask;

    /// <summary>Whether there is a run of that id, under way or archived.</summary>
    public async ValueTask<bool> ExistsAsync(string runId, CancellationToken cancellationToken) =>
        _live.ContainsKey(runId) || await archive.FindAsync(runId, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>The events of a run above a number, and those that come, to the final one; none where there is no such run.</summary>
    public async IAsyncEnumerable<RunEvent> ReadAsync(
        string runId,
        long afterSeq,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = FindLive(runId) is { } run
            ? run.Journal.ReadAsync(afterSeq, cancellationToken)
            : archive.ReadAsync(runId, afterSeq, cancellationToken);
        await foreach (var runEvent in events.ConfigureAwait(false)) yield return runEvent;
    }

    /// <summary>Stops a run; false where none of that id is under way.</summary>
    public bool Cancel(string runId)
    {
        if (FindLive(runId) is not { } run) return false;
        run.Cancel();
        return true;
    }

    private LiveRun Add(FlowRun run, RunPlace place)
    {
        var live = new LiveRun(run, place);
        if (!_live.TryAdd(run.Id, live)) throw new InvalidOperationException($"A run of the id '{run.Id}' is under way.");
        run.Questions.Changed += () =>
        {
            place.Look(() => !run.OpenQuestions.IsEmpty);
            QuestionsChanged?.Invoke();
        };
        return live;
    }

    private async ValueTask<FlowRun> PrepareAsync(RunCommand command, CancellationToken cancellationToken)
    {
        var flow = preparation.WithSettings(command.Flow, command.Settings);
        var request = new RunRequest
        {
            Inputs = command.Inputs,
            Session = command.Session,
            User = command.User,
            FlowId = command.FlowId,
            Endpoint = command.Endpoint,
            Fresh = command.Fresh,
            Tape = command.Tape ?? await TapeAsync(command, flow, cancellationToken).ConfigureAwait(false),
            Seeds = command.Pins,
            Pinned = command.Pins.Keys.ToHashSet(),
            Budget = command.Budget,
        };
        if (command.RunId is { } id) request = request with { RunId = id };
        var latest = command.From is not null || command is { Only: not null, Known: null }
            ? await LatestAsync(command.FlowId, cancellationToken).ConfigureAwait(false)
            : null;
        var (whole, runBound) = (flow, preparation.RunBound(flow));
        if (command.Only is { } only) (flow, request) = PartialRun.Of(flow, only, command.Known ?? RunPreparation.ResultsOf(latest), request, runBound);
        var compiled = compiler.Compile(flow, request.Seeds.Keys.ToHashSet());
        if (compiled.Plan is not { } plan)
            throw new RunRefusedException([.. compiled.Diagnostics.Where(problem => problem.Severity != DiagnosticSeverity.Warning)]);
        if (command.From is { } from) request = RunPreparation.From(flow, plan, from, request, latest);
        else if (command.Only is not null) request = RunPreparation.WithInputs(plan, request, latest);
        request = request with { SeedsAfter = LateSeeds.Of(whole, request.Seeds.Keys, runBound) };
        var problems = plan.CheckInputs(request.Inputs, request.Seeds.Keys.ToHashSet());
        if (!problems.IsEmpty) throw new RunRefusedException(problems);
        if (budgets is not null) request = request with { Accounts = await budgets.OpenAsync(command.Key, mayBeSpent: false, cancellationToken).ConfigureAwait(false) };
        return runner.Prepare(flow, plan, request);
    }

    private ValueTask<RunTape?> TapeAsync(RunCommand command, Flow flow, CancellationToken cancellationToken) =>
        recorder is null ? default : recorder.TapeAsync(flow, command.FlowId, command.Recording, command.Endpoint is not null, cancellationToken);

    // What a run recorded that failed or was stopped would take the place of something better.
    private async ValueTask KeepRecordingAsync(FlowRun run, RunEvent end)
    {
        if (recorder is null || end is not RunCompleted || run.Request is not { FlowId: { } flowId, Tape: { Mode: RecordingMode.Record } tape }) return;
        try
        {
            await recorder.KeepAsync(flowId, tape, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "What run {RunId} recorded could not be kept", run.Id);
        }
    }

    // A run that has just ended may not be in the archive yet. Runs for callers of an endpoint hold what is theirs, of another version.
    private async ValueTask<RunSnapshot?> LatestAsync(string? flowId, CancellationToken cancellationToken)
    {
        if (flowId is null) return null;
        var ended = _live.Values
            .Where(live => live.Run.Request is { Endpoint: null } request && request.FlowId == flowId && live.Run.Journal.IsEnded)
            .Select(live => RunSnapshot.Of(live.Run.Journal.ToList()))
            .MaxBy(run => run.StartedAt);
        var archived = await archive.ListAsync(new RunQuery(FlowId: flowId, Limit: 1, IsOwn: true), cancellationToken).ConfigureAwait(false);
        return archived.Count == 0 || ended?.StartedAt >= archived[0].StartedAt
            ? ended
            : await FindAsync(archived[0].RunId, cancellationToken).ConfigureAwait(false);
    }

    // The run stays readable here until the archive has it.
    private async Task ArchiveAsync(LiveRun live)
    {
        var end = await live.Run.End.ConfigureAwait(false);
        if (live.Run.IsSuspended)
        {
            // It stays readable as far as it is until the program is gone.
            live.Run.ShowEnd(end, isKept: false);
            live.Archived.TrySetResult();
            return;
        }

        await KeepRecordingAsync(live.Run, end).ConfigureAwait(false);
        var events = live.Run.Journal.Appendix(0);
        if (budgets is not null) await budgets.FlushAsync().ConfigureAwait(false);
        var isSaved = await TrySaveAsync(live.Run, events).ConfigureAwait(false);
        for (var attempt = 0; !isSaved && attempt < SaveDelays.Length; attempt++)
        {
            await Task.Delay(SaveDelays[attempt], runner.Time, CancellationToken.None).ConfigureAwait(false);
            isSaved = await TrySaveAsync(live.Run, events).ConfigureAwait(false);
        }

        live.Run.ShowEnd(end, isSaved);
        if (!isSaved && live.Run.Keeping is not null) await SaveLateAsync(live, events).ConfigureAwait(false);
        _live.TryRemove(live.Run.Id, out _);
        live.Place.Dispose();
        live.Archived.TrySetResult();
    }

    // Whoever waits for the end is told of it now; the run stays readable here, and keeps its place, so that there are never many such.
    private async Task SaveLateAsync(LiveRun live, IReadOnlyList<RunEvent> events)
    {
        live.Archived.TrySetResult();
        for (var save = 0; save < MostLateSaves; save++)
        {
            await Task.Delay(SaveDelays[^1], runner.Time, CancellationToken.None).ConfigureAwait(false);
            if (_isStopping || await TrySaveAsync(live.Run, events).ConfigureAwait(false)) return;
        }
    }

    private async ValueTask<bool> TrySaveAsync(FlowRun run, IReadOnlyList<RunEvent> events)
    {
        try
        {
            // Nothing of what is noted of a run comes from the pieces of its texts, which most of its events may be.
            var ended = RunSnapshot.Of(events.Where(runEvent => runEvent is not NodeDelta));
            await archive.SaveAsync(RecordOf(ended) with { NodeUsage = UsageOf(run.Flow, ended) }, events, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Run {RunId} has ended but could not be archived", run.Id);
            return false;
        }
    }

    // What was not asked, or broke off, says nothing of what asking it takes.
    private IReadOnlyList<NodeUsage> UsageOf(Flow flow, RunSnapshot run) =>
    [
        .. from node in flow.Nodes
           let ended = run.Nodes.GetValueOrDefault(node.Id.Value ?? "")
           where ended is { Status: NodeStatus.Completed, Cached: false, Origin: ResultOrigin.Run, Usage: not null }
           select new NodeUsage(node.Id.Value!, NodeFingerprint.Of(node, compiler.Catalogue), ended.Usage!),
    ];

    // The first event says all that a list shows of a run under way; reading the others of each would cost too much.
    private static RunRecord? Brief(FlowRun run)
    {
        if (run.Journal.IsEnded) return RecordOf(RunSnapshot.Of(run.Journal.ToList()));
        if (run.Journal.First is not { } first) return null;
        var record = RecordOf(RunSnapshot.Of([first]));
        return run.OpenQuestions.IsEmpty ? record : record with { Status = RunStatus.Waiting };
    }

    private static RunRecord RecordOf(RunSnapshot run) => new()
    {
        RunId = run.RunId,
        FlowId = run.FlowId,
        FlowName = run.FlowName,
        SemanticHash = run.SemanticHash,
        Session = run.Session,
        Endpoint = run.Endpoint is { } endpoint ? endpoint with { Key = null } : null,
        Status = run.Status,
        StartedAt = run.StartedAt,
        DurationMs = run.DurationMs,
        Usage = run.Usage,
        Fault = run.Fault,
        FailedNode = run.Fault is null ? null : run.Node,
    };

    private sealed record LiveRun(FlowRun Run, RunPlace Place)
    {
        public TaskCompletionSource Archived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
