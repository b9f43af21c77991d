using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Core.Tests.Execution.Durability;

/// <summary>One life of a program that keeps its runs: a host over stores that outlive it.</summary>
internal sealed class LivedProgram
{
    public static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(
        typeof(InputTestNode), typeof(SourceNode), typeof(AppendNode), typeof(ResultTestNode), typeof(HangNode), typeof(FailNode), typeof(AskNode),
        typeof(EffectNode), typeof(WordsNode), typeof(JoinNode), typeof(UpperNode), typeof(ForkNode));

    private readonly RunsToContinue _unfinished;

    public LivedProgram(MemoryUnfinishedRuns store, RunLimits? limits = null, NodeCatalogue? catalogue = null, Gate? gate = null, TimeSpan? longestShared = null, TimeProvider? time = null)
    {
        var types = catalogue ?? Catalogue;
        limits ??= new RunLimits { StopTime = TimeSpan.Zero };
        var services = new ServiceCollection().AddSingleton(Calls);
        if (gate is not null) services.AddSingleton(gate);
        var journals = new JournalKeeper(store, NullLogger<JournalKeeper>.Instance) { LongestShared = longestShared ?? TimeSpan.FromSeconds(10) };
        Archive = new MemoryRunArchive { Unfinished = store };
        Host = new RunHost(
            new FlowCompiler(types, services.BuildServiceProvider()),
            new RunPreparation(types),
            new FlowRunner(limits, time ?? TimeProvider.System, NullLogger<FlowRunner>.Instance),
            Archive,
            limits,
            NullLogger<RunHost>.Instance,
            keeper: new RunKeeper(store, journals, new FlowFormat(types)));
        _unfinished = new RunsToContinue(store, Host, NullLogger<RunsToContinue>.Instance);
    }

    public CallCounter Calls { get; } = new();

    public MemoryRunArchive Archive { get; }

    public RunHost Host { get; }

    /// <summary>Goes on with what an earlier life left.</summary>
    public async Task ContinueAsync(CancellationToken cancellationToken)
    {
        await _unfinished.RestoreAsync(cancellationToken);
        _unfinished.Begin();
    }

    /// <summary>Every event of a run that has ended, from the archive.</summary>
    public async Task<IReadOnlyList<RunEvent>> EventsAsync(string runId, CancellationToken cancellationToken)
    {
        await Host.WhenArchivedAsync(runId).WaitAsync(cancellationToken);
        return await Archive.ReadAsync(runId, 0, cancellationToken).ToListAsync(cancellationToken);
    }
}
