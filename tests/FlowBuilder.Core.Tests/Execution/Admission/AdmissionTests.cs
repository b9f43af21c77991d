using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Core.Tests.Execution.Admission;

/// <summary>Which runs a host takes.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class AdmissionTests
{
    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(typeof(HangNode), typeof(AskNode), typeof(SourceNode));

    [Test]
    public async Task One_caller_alone_has_three_quarters_and_the_rest_is_for_others(CancellationToken cancellationToken)
    {
        var host = Host(new RunLimits { Runs = 16 });

        var (greedy, refusal) = await FillAsync(host, "a", cancellationToken);
        var (second, _) = await FillAsync(host, "b", cancellationToken);
        var (people, noPlace) = await FillAsync(host, null, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((greedy, refusal), Is.EqualTo((12, BusyReason.Caller)));
            Assert.That(second, Is.EqualTo(3));
            Assert.That((people, noPlace), Is.EqualTo((1, BusyReason.Runs)), "Nobody shares with people in the editor.");
        }

        await EndAllAsync(host, cancellationToken);
        Assert.That((await FillAsync(host, "b", cancellationToken)).Taken, Is.EqualTo(12), "All places are free again.");
    }

    [Test]
    public async Task Run_that_waits_for_a_person_leaves_its_place_to_another(CancellationToken cancellationToken)
    {
        var host = Host(new RunLimits { Runs = 2, WaitingRuns = 3 });
        var waiting = new List<FlowRun>();
        while (waiting.Count < 5)
        {
            var run = await host.StartAsync(new RunCommand(FlowText.Parse("ask: test.ask")) { Caller = "a" }, cancellationToken);
            await run.Journal.WaitForAsync<RunWaiting>();
            waiting.Add(run);
        }

        // Three wait without a place; the fourth and fifth keep theirs, for no more may wait than that.
        Assert.That(async () => await StartAsync(host, "b", cancellationToken), Throws.InstanceOf<HostBusyException>());
        waiting[0].TryAnswer(waiting[0].OpenQuestions.Single(), new HumanAnswer(true));
        waiting[4].TryAnswer(waiting[4].OpenQuestions.Single(), new HumanAnswer(true));
        await Task.WhenAll(host.WhenArchivedAsync(waiting[0].Id), host.WhenArchivedAsync(waiting[4].Id)).WaitAsync(cancellationToken);

        Assert.That((await FillAsync(host, "b", cancellationToken)).Taken, Is.EqualTo(1));
        await EndAllAsync(host, cancellationToken);
        Assert.That((await FillAsync(host, null, cancellationToken)).Taken, Is.EqualTo(2), "Those that ended while they waited left nothing behind.");
    }

    [Test]
    public void Host_that_has_taken_most_of_its_memory_begins_no_run()
    {
        var host = Host(new RunLimits { MemoryShare = 0.000001 });

        var refusal = Assert.ThrowsAsync<HostBusyException>(async () => await StartAsync(host, null, CancellationToken.None));

        Assert.That((refusal!.Reason, refusal.Code), Is.EqualTo((BusyReason.Memory, "host.busy-memory")));
    }

    private static async Task<(int Taken, BusyReason Refusal)> FillAsync(RunHost host, string? caller, CancellationToken cancellationToken)
    {
        for (var taken = 0; ; taken++)
        {
            try
            {
                await StartAsync(host, caller, cancellationToken);
            }
            catch (HostBusyException busy)
            {
                return (taken, busy.Reason);
            }
        }
    }

    private static async Task EndAllAsync(RunHost host, CancellationToken cancellationToken)
    {
        // One that was started just now may not be in the list yet.
        for (; host.LiveCount > 0; await Task.Delay(5, cancellationToken))
        {
            foreach (var run in host.ListLive())
            {
                host.Cancel(run.RunId);
                await host.WhenArchivedAsync(run.RunId).WaitAsync(cancellationToken);
            }
        }
    }

    private static async Task StartAsync(RunHost host, string? caller, CancellationToken cancellationToken) =>
        await host.StartAsync(new RunCommand(FlowText.Parse("hang: test.hang")) { Caller = caller }, cancellationToken);

    private static RunHost Host(RunLimits limits) => new(
        new FlowCompiler(Catalogue, new ServiceCollection().BuildServiceProvider()),
        new RunPreparation(Catalogue),
        new FlowRunner(limits, TimeProvider.System, NullLogger<FlowRunner>.Instance),
        new MemoryRunArchive(),
        limits,
        NullLogger<RunHost>.Instance);
}
