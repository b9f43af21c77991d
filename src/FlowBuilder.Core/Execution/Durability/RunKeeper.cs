using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>Keeps what runs were asked, from before they begin until they have ended, and reads it back. Thread-safe.</summary>
/// <param name="store">Where unfinished runs are kept.</param>
/// <param name="journals">Writes their journals.</param>
/// <param name="format">Writes and reads their flows.</param>
public sealed class RunKeeper(IUnfinishedRuns store, JournalKeeper journals, FlowFormat format)
{
    // A published flow is run again and again.
    private readonly ConditionalWeakTable<Flow, byte[]> _written = [];

    /// <summary>Where unfinished runs are kept.</summary>
    internal IUnfinishedRuns Store => store;

    /// <summary>Keeps a run that is about to begin; returns when its start is on disk.</summary>
    internal async ValueTask AddAsync(FlowRun run, KeyBudget? key, RunDurability durability, CancellationToken cancellationToken)
    {
        var start = JsonSerializer.Serialize(RunStart.Of(run.Request, key, durability, run.Language), CoreJson.Options);
        run.TellBeginning();
        var events = run.Journal.ToList();
        await store.AddAsync(new UnfinishedRun(run.Id, _written.GetValue(run.Flow, format.Write), start), events, cancellationToken).ConfigureAwait(false);
        run.Keeping = journals.Open(run, durability, events.Count);
    }

    /// <summary>Keeps a run that goes on.</summary>
    internal void Resume(FlowRun run, RunDurability durability) => run.Keeping = journals.Open(run, durability, run.Kept!.Events.Count);

    /// <summary>Reads what a run was asked.</summary>
    /// <exception cref="CannotContinueException">It cannot be read any more.</exception>
    internal (Flow Flow, RunStart Start) Read(UnfinishedRun run)
    {
        try
        {
            var start = JsonSerializer.Deserialize<RunStart>(run.Start, CoreJson.Options) ?? throw new JsonException("It is null.");
            var read = format.ReadStored(run.Flow);
            if (read.Flow is { } flow) return (flow, start);
            throw new CannotContinueException(read.Diagnostics[0].Text);
        }
        catch (Exception failure) when (failure is JsonException or CultureNotFoundException or NotSupportedException)
        {
            throw new CannotContinueException(LocalText.Of("What it was asked cannot be read by this version.", "무엇을 요청받았는지 이 버전에서 읽을 수 없습니다."), failure);
        }
    }

    /// <summary>The start of a run of whose journal nothing can be read, as far as what was asked of it tells.</summary>
    internal RunStarted StartedOf(UnfinishedRun run)
    {
        try
        {
            var (flow, start) = Read(run);
            return new RunStarted
            {
                RunId = run.RunId,
                FlowId = start.FlowId,
                FlowName = flow.Name,
                SemanticHash = format.SemanticHash(flow),
                Inputs = start.Inputs,
                Session = start.Session,
                Endpoint = start.Endpoint,
            };
        }
        catch (CannotContinueException)
        {
            return new RunStarted { RunId = run.RunId, FlowName = "", SemanticHash = "" };
        }
    }
}
