using System.Diagnostics;
using System.Globalization;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Execution;

/// <content>Runs that outlive the program.</content>
public sealed partial class RunHost
{
    // How long a person's patience at the end of the program goes unchecked.
    private static readonly TimeSpan StopCheck = TimeSpan.FromMilliseconds(50);

    private volatile bool _isStopping;

    /// <summary>
    /// Takes no more runs, gives those under way <see cref="RunLimits.StopTime"/>, and leaves the rest to the next start of the
    /// program; runs that are not kept are cancelled. Returns when all are archived or left; does nothing the second time.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_isStopping) return;
        _isStopping = true;
        var runs = _live.Values.ToList();
        if (keeper is not null) await UntilQuietAsync(runs, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(runs.Select(live => LeaveAsync(live.Run))).WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(runs.Select(live => live.Archived.Task)).WaitAsync(cancellationToken).ConfigureAwait(false);
        var left = runs.Where(live => live.Run.IsSuspended).Select(live => live.Run.Id).ToHashSet();
        if (keeper is null || left.Count == 0) return;
        logger.LogInformation("{Count} runs go on when the program is started again.", left.Count);
        var kept = await keeper.Store.ListAsync(cancellationToken).ConfigureAwait(false);
        await keeper.Store.NoteAsync([.. kept.Where(run => left.Contains(run.RunId)).Select(run => run with { IsAtRest = true })], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a kept run known; it begins with <see cref="BeginRestored"/>.</summary>
    /// <exception cref="CannotContinueException">It cannot go on.</exception>
    internal async ValueTask<FlowRun> RestoreAsync(UnfinishedRun unfinished, KeptRun kept, CancellationToken cancellationToken)
    {
        var (flow, start) = keeper!.Read(unfinished);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(start.Language);
        if (start.NeedsTools)
            throw new CannotContinueException(LocalText.Of("It was given a tool by an earlier run, which only that one had.", "이전 실행에서 받은 도구를 썼는데, 그 도구는 남아 있지 않습니다."));
        var request = start.ToRequest(unfinished.RunId);
        var compiled = compiler.Compile(flow, request.Seeds.Keys.ToHashSet());
        if (compiled.Plan is not { } plan)
            throw new CannotContinueException(compiled.Diagnostics.First(problem => problem.Severity != DiagnosticSeverity.Warning).Text);
        if (RunBoundEffect(flow, plan, kept) is { } title)
        {
            throw new CannotContinueException(LocalText.Of(
                $"What was masked for it is never written down, and \"{title}\" behind that must not be repeated.",
                $"가린 개인정보는 저장하지 않으므로 다시 만들어야 하는데, 그 뒤의 \"{title}\" 노드는 되풀이할 수 없습니다."));
        }

        if (start.IsReplay && recorder is not null)
            request = request with { Tape = await recorder.TapeAsync(flow, start.FlowId, RecordingMode.Replay, start.Endpoint is not null, cancellationToken).ConfigureAwait(false) };
        if (budgets is not null) request = request with { Accounts = await budgets.OpenAsync(start.Key, mayBeSpent: true, cancellationToken).ConfigureAwait(false) };
        var run = runner.Prepare(flow, plan, request, kept);
        keeper.Resume(run, start.Durability);
        run.TellBeginning();
        var place = _admission.Keep(start.Endpoint?.Key);
        Add(run, place);
        place.Look(() => !run.OpenQuestions.IsEmpty);
        return run;
    }

    /// <summary>Lets a restored run go on.</summary>
    internal void BeginRestored(FlowRun run)
    {
        // In the language of whoever started it: what it asks people must come out as before.
        var language = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = run.Language;
        run.Begin();
        CultureInfo.CurrentUICulture = language;
        _ = ArchiveAsync(_live[run.Id]);
    }

    /// <summary>Ends a kept run that does not go on; one that had ended and was not archived keeps its end.</summary>
    internal async ValueTask EndKeptAsync(UnfinishedRun unfinished, KeptRun kept, NodeFault fault, CancellationToken cancellationToken)
    {
        var journal = new RunJournal(runner.Time, kept.Events);
        if (kept.Events.Count == 0) journal.Append(keeper!.StartedOf(unfinished));
        var nodes = kept.Events.OfType<RunStarted>().SelectMany(started => started.Nodes);
        if (!journal.HasFinal) journal.Append([.. nodes.Where(node => kept.Find(node)?.End is null).Select(node => new NodeCancelled { Node = node })]);
        journal.Append(new RunFailed { Fault = fault, Usage = kept.UsedUnder(null), DurationMs = kept.Worked.TotalMilliseconds });
        var events = journal.ToList();
        await archive.SaveAsync(RecordOf(RunSnapshot.Of(events)), events, cancellationToken).ConfigureAwait(false);
    }

    private static string? RunBoundEffect(Flow flow, FlowPlan plan, KeptRun kept)
    {
        var anew = FlowRun.BegunAnew(flow, plan, kept);
        var effect = plan.Nodes.FirstOrDefault(node =>
            anew.Contains(node.Id) && kept.Find(node.Id.Value) is not null && (node.Type.HasSideEffects || kept.HasChanged(node.Id.Value)));
        return effect is null ? null : flow.Nodes[effect.Index].Title is { Length: > 0 } title ? title : effect.Type.Title.For(CultureInfo.CurrentUICulture);
    }

    private async Task UntilQuietAsync(List<LiveRun> runs, CancellationToken cancellationToken)
    {
        // What waits for the program to end goes by the machine's clock, whatever the runs go by.
        var since = Stopwatch.GetTimestamp();
        while (runs.Exists(live => !live.Archived.Task.IsCompleted && !live.Run.IsResting) && Stopwatch.GetElapsedTime(since) < limits.StopTime)
            await Task.Delay(StopCheck, cancellationToken).ConfigureAwait(false);
    }

    private static Task LeaveAsync(FlowRun run)
    {
        if (run.Keeping is not null) return run.SuspendAsync();
        run.Cancel();
        return Task.CompletedTask;
    }
}
