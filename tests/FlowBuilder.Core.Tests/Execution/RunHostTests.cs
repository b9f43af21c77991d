using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using FlowBuilder.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Core.Tests.Execution;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(TestTimeouts.Default)]
public sealed class RunHostTests
{
    private const string Chain = """
        in: test.input
        a: test.append {"suffix": "1"}
        b: test.append {"suffix": "2"}
        out: test.result
        in.text -> a.text
        a.text -> b.text
        b.text -> out.value
        """;

    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(
        typeof(InputTestNode), typeof(SourceNode), typeof(AppendNode), typeof(ResultTestNode), typeof(NeedyNode), typeof(HangNode), typeof(FailNode));

    private readonly MemoryRunArchive _archive = new();
    private readonly CallCounter _calls = new();
    private readonly Gate _gate = new();

    [Test]
    public async Task Run_is_read_without_a_gap_while_it_moves_from_memory_to_the_archive(CancellationToken cancellationToken)
    {
        var host = Host();
        for (var i = 0; i < 200; i++)
        {
            var run = await host.StartAsync(Command(Chain, "x"), cancellationToken);
            long after = i % 7;
            var seen = new List<long>();
            await foreach (var runEvent in host.ReadAsync(run.Id, after, cancellationToken)) seen.Add(runEvent.Seq);
            var final = await run.Completion;

            Assert.That(seen, Is.EqualTo(Enumerable.Range((int)after + 1, (int)(final.Seq - after)).Select(seq => (long)seq)));
            Assert.That((await host.FindAsync(run.Id, cancellationToken))?.Seq, Is.EqualTo(final.Seq));
            Assert.That(await host.ExistsAsync(run.Id, cancellationToken), Is.True);
        }

        Assert.That(() => host.LiveCount, Is.Zero.After(5_000, 5));
    }

    [Test]
    public async Task Run_stays_readable_until_the_archive_has_it(CancellationToken cancellationToken)
    {
        var saving = new TaskCompletionSource();
        _archive.BeforeSave = () => saving.Task;
        var host = Host();
        var run = await host.StartAsync(Command(Chain, "x"), cancellationToken);
        await run.Completion;

        Assert.That((await host.FindAsync(run.Id, cancellationToken))?.Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(host.FindLive(run.Id), Is.SameAs(run));
        saving.SetResult();
        await host.StopAsync(cancellationToken);

        Assert.That(host.FindLive(run.Id), Is.Null);
        var record = await _archive.FindAsync(run.Id, cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((record?.FlowId, record?.FlowName, record?.Status, record?.SemanticHash), Is.EqualTo(("f", "test", RunStatus.Completed, run.SemanticHash)));
            Assert.That((await host.FindAsync(run.Id, cancellationToken))?.Outputs["answer"].GetString(), Is.EqualTo("x12"));
        }
    }

    [Test]
    public async Task Save_that_fails_is_tried_again_and_the_run_stays_readable_meanwhile(CancellationToken cancellationToken)
    {
        _archive.Fail(saves: 2);
        var host = Host();

        var run = await host.StartAsync(Command(Chain, "x"), cancellationToken);
        await run.Completion;
        await host.StopAsync(cancellationToken);

        Assert.That(_archive.Saves, Is.EqualTo(3));
        Assert.That((await host.FindAsync(run.Id, cancellationToken))?.Status, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task Save_that_never_succeeds_does_not_keep_the_host_from_stopping(CancellationToken cancellationToken)
    {
        _archive.Fail(saves: int.MaxValue);
        var host = Host();

        await host.StartAsync(Command(Chain, "x"), cancellationToken);
        await host.StopAsync(cancellationToken);

        Assert.That(host.LiveCount, Is.Zero);
    }

    [Test]
    public async Task Failed_run_is_archived_with_its_fault_and_node(CancellationToken cancellationToken)
    {
        var host = Host();
        var run = await host.StartAsync(new RunCommand(FlowText.Parse("bad: test.fail")) { Session = "s" }, cancellationToken);
        await run.Completion;
        await host.StopAsync(cancellationToken);

        var record = await _archive.FindAsync(run.Id, cancellationToken);

        Assert.That((record?.Status, record?.Fault?.Code, record?.FailedNode, record?.Session), Is.EqualTo((RunStatus.Failed, "test.failed", "bad", "s")));
    }

    [Test]
    public async Task Unknown_run_is_not_there_and_has_no_events(CancellationToken cancellationToken)
    {
        var host = Host();

        var events = new List<RunEvent>();
        await foreach (var runEvent in host.ReadAsync("nobody", 0, cancellationToken)) events.Add(runEvent);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events, Is.Empty);
            Assert.That(await host.FindAsync("nobody", cancellationToken), Is.Null);
            Assert.That(await host.ExistsAsync("nobody", cancellationToken), Is.False);
            Assert.That(host.Cancel("nobody"), Is.False);
        }
    }

    [Test]
    public async Task Host_with_all_its_runs_under_way_refuses_more_and_takes_them_again_afterwards(CancellationToken cancellationToken)
    {
        var host = Host(new RunLimits { Runs = 2 });
        var starts = Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await host.StartAsync(new RunCommand(FlowText.Parse("hang: test.hang")), cancellationToken), cancellationToken)).ToList();
        await Task.WhenAll(starts).ContinueWith(_ => { }, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(starts.Count(start => start.IsCompletedSuccessfully), Is.EqualTo(2));
            Assert.That(starts.Where(start => start.IsFaulted).Select(start => start.Exception!.InnerException), Is.All.InstanceOf<HostBusyException>());
        }

        foreach (var start in starts.Where(start => start.IsCompletedSuccessfully))
        {
            var run = await start;
            run.Cancel();
            await host.WhenArchivedAsync(run.Id).WaitAsync(cancellationToken);
        }

        Assert.That(await host.StartAsync(Command(Chain, "x"), cancellationToken), Is.Not.Null);
    }

    [Test]
    public async Task Refused_run_takes_no_place(CancellationToken cancellationToken)
    {
        var host = Host(new RunLimits { Runs = 1 });
        for (var i = 0; i < 3; i++)
            Assert.That(async () => await host.StartAsync(new RunCommand(FlowText.Parse(Chain)), cancellationToken), Throws.InstanceOf<RunRefusedException>());

        Assert.That(await host.StartAsync(Command(Chain, "x"), cancellationToken), Is.Not.Null);
    }

    [Test]
    public void Missing_unknown_and_wrong_inputs_are_all_named()
    {
        var refused = Assert.ThrowsAsync<RunRefusedException>(async () => await Host().StartAsync(
            new RunCommand(FlowText.Parse(Chain)) { Inputs = FlowHarness.Inputs(new { other = 1 }) }, CancellationToken.None));

        Assert.That(refused!.Problems.Select(problem => (problem.Code, problem.Path)), Is.EqualTo(new[] { ("input.missing", "$.inputs.question"), ("input.unknown", "$.inputs.other") }));
    }

    [Test]
    public async Task Second_run_of_an_id_that_is_under_way_is_not_begun(CancellationToken cancellationToken)
    {
        var host = Host();
        var command = new RunCommand(FlowText.Parse("hang: test.hang")) { RunId = "twice" };
        var run = await host.StartAsync(command, cancellationToken);

        Assert.That(async () => await host.StartAsync(command, cancellationToken), Throws.InvalidOperationException);
        Assert.That(host.FindLive("twice"), Is.SameAs(run));
        await host.StopAsync(cancellationToken);
    }

    [Test]
    public async Task Settings_differ_for_one_run_only(CancellationToken cancellationToken)
    {
        var host = Host();
        var flow = FlowText.Parse(Chain);
        var command = Command(Chain, "x") with { Flow = flow, Settings = Settings("a", "suffix", "!") };

        var run = await host.StartAsync(command, cancellationToken);
        var final = (RunCompleted)await run.Completion;
        var second = (RunCompleted)await (await host.StartAsync(Command(Chain, "x"), cancellationToken)).Completion;

        Assert.That((final.Outputs["answer"].GetString(), second.Outputs["answer"].GetString()), Is.EqualTo(("x!2", "x12")));
    }

    [TestCase("nobody", "suffix", "override.unknown-node", "$.settings.nobody")]
    [TestCase("a", "prefix", "override.unknown-setting", "$.settings.a.prefix")]
    public void Setting_that_is_not_there_is_refused_by_name(string node, string setting, string code, string path)
    {
        var refused = Assert.ThrowsAsync<RunRefusedException>(async () =>
            await Host().StartAsync(Command(Chain, "x") with { Settings = Settings(node, setting, "!") }, CancellationToken.None));

        Assert.That((refused!.Problems.Single().Code, refused.Problems.Single().Path), Is.EqualTo((code, path)));
    }

    [Test]
    public async Task Run_from_a_node_takes_what_lies_above_from_the_latest_run(CancellationToken cancellationToken)
    {
        var host = Host();
        await (await host.StartAsync(Command(Chain, "x"), cancellationToken)).Completion;

        var run = await host.StartAsync(new RunCommand(FlowText.Parse(Chain.Replace("\"2\"", "\"two\"", StringComparison.Ordinal))) { FlowId = "f", From = "b" }, cancellationToken);
        var final = (RunCompleted)await run.Completion;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(final.Outputs["answer"].GetString(), Is.EqualTo("x1two"));
            Assert.That(run.Journal.ToList().Of("a"), Does.Contain("a completed cached"));
            Assert.That((_calls["a"], _calls["b"]), Is.EqualTo((1, 2)));
        }
    }

    [Test]
    public async Task Run_from_a_node_finds_the_latest_run_though_it_is_not_archived_yet(CancellationToken cancellationToken)
    {
        var saving = new TaskCompletionSource();
        var host = Host();
        await (await host.StartAsync(Command(Chain, "old"), cancellationToken)).Completion;
        Assert.That(() => host.LiveCount, Is.Zero.After(5_000, 5));
        _archive.BeforeSave = () => saving.Task;
        await (await host.StartAsync(Command(Chain, "new"), cancellationToken)).Completion;

        var run = await host.StartAsync(new RunCommand(FlowText.Parse(Chain)) { FlowId = "f", From = "out" }, cancellationToken);

        Assert.That(((RunCompleted)await run.Completion).Outputs["answer"].GetString(), Is.EqualTo("new12"));
        saving.SetResult();
    }

    [Test]
    public async Task Run_from_a_node_runs_that_node_again_even_where_its_result_is_cached(CancellationToken cancellationToken)
    {
        var host = Host();
        await (await host.StartAsync(Command(Chain, "x"), cancellationToken)).Completion;

        await (await host.StartAsync(Command(Chain, "x") with { From = "b" }, cancellationToken)).Completion;

        Assert.That((_calls["a"], _calls["b"]), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Run_from_a_node_does_without_inputs_that_the_flow_has_lost(CancellationToken cancellationToken)
    {
        var host = Host();
        await (await host.StartAsync(Command(Chain, "x"), cancellationToken)).Completion;
        var flow = FlowText.Parse(Chain.Replace("in: test.input", "in: test.source {\"value\": \"fixed\"}", StringComparison.Ordinal));

        var run = await host.StartAsync(new RunCommand(flow) { FlowId = "f", From = "in" }, cancellationToken);

        Assert.That(((RunCompleted)await run.Completion).Outputs["answer"].GetString(), Is.EqualTo("fixed12"));
    }

    [Test]
    public async Task Run_from_a_node_without_an_earlier_run_runs_everything(CancellationToken cancellationToken)
    {
        var run = await Host().StartAsync(Command(Chain, "x") with { From = "b" }, cancellationToken);

        Assert.That(((RunCompleted)await run.Completion).Outputs["answer"].GetString(), Is.EqualTo("x12"));
    }

    [Test]
    public void Run_from_a_node_that_is_not_there_is_refused()
    {
        var refused = Assert.ThrowsAsync<RunRefusedException>(async () =>
            await Host().StartAsync(Command(Chain, "x") with { From = "nobody" }, CancellationToken.None));

        Assert.That(refused!.Problems.Single().Code, Is.EqualTo("run.unknown-node"));
    }

    [Test]
    public async Task Cancelling_by_id_stops_the_run_and_stopping_the_host_waits_for_the_archive(CancellationToken cancellationToken)
    {
        var host = Host();
        var first = await host.StartAsync(new RunCommand(FlowText.Parse("hang: test.hang")), cancellationToken);
        var second = await host.StartAsync(new RunCommand(FlowText.Parse("needy: test.needy")), cancellationToken);

        Assert.That(host.Cancel(first.Id), Is.True);
        Assert.That(await first.Completion, Is.InstanceOf<RunCancelled>());
        await host.StopAsync(cancellationToken);

        foreach (var run in (FlowRun[])[first, second])
            Assert.That((await _archive.FindAsync(run.Id, cancellationToken))?.Status, Is.EqualTo(RunStatus.Cancelled));
    }

    private static RunCommand Command(string flow, string question) =>
        new(FlowText.Parse(flow)) { FlowId = "f", Inputs = FlowHarness.Inputs(new { question }) };

    private static Dictionary<string, IReadOnlyDictionary<string, JsonElement>> Settings(string node, string setting, string value) =>
        new() { [node] = new Dictionary<string, JsonElement> { [setting] = JsonSerializer.SerializeToElement(value) } };

    private RunHost Host(RunLimits? limits = null)
    {
        limits = (limits ?? new RunLimits()) with { CancelGrace = TimeSpan.FromMinutes(2) };
        var services = new ServiceCollection().AddSingleton(_calls).AddSingleton(_gate).BuildServiceProvider();
        return new RunHost(
            new FlowCompiler(Catalogue, services),
            new RunPreparation(Catalogue),
            new FlowRunner(limits, new HurriedTime(TimeSpan.FromMinutes(1)), NullLogger<FlowRunner>.Instance),
            _archive,
            limits,
            NullLogger<RunHost>.Instance);
    }
}
