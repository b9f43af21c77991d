using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
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
public sealed class PartialRunTests
{
    private const string Chain = """
        in: test.input
        a: test.append {"suffix": "1"}
        b: test.append {"suffix": "2"}
        c: test.append {"suffix": "3"}
        out: test.result
        in.text -> a.text
        a.text -> b.text
        b.text -> c.text
        c.text -> out.value
        """;

    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(
        typeof(InputTestNode), typeof(SourceNode), typeof(AppendNode), typeof(ResultTestNode), typeof(NeedyNode));

    private readonly CallCounter _calls = new();

    [Test]
    public async Task Run_of_one_node_takes_what_it_needs_from_the_latest_run_and_touches_nothing_else(CancellationToken cancellationToken)
    {
        var host = Host();
        await (await host.StartAsync(Command(Chain), cancellationToken)).Completion;

        var run = await host.StartAsync(Command(Chain) with { Only = Ids("b") }, cancellationToken);
        await run.Completion;

        var snapshot = RunSnapshot.Of(run.Journal.ToList());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshot.Nodes.Keys, Is.EquivalentTo(new[] { "a", "b" }));
            Assert.That(snapshot.Nodes["b"].TextOf("text"), Is.EqualTo("x12"));
            Assert.That((snapshot.Nodes["a"].Origin, snapshot.Nodes["b"].Origin), Is.EqualTo((ResultOrigin.EarlierRun, ResultOrigin.Run)));
            Assert.That((_calls["a"], _calls["b"], _calls["c"]), Is.EqualTo((1, 2, 1)));
        }
    }

    [Test]
    public async Task Run_of_one_node_runs_what_lies_above_where_nothing_is_known_of_it(CancellationToken cancellationToken)
    {
        var run = await Host().StartAsync(Command(Chain) with { Only = Ids("b") }, cancellationToken);
        await run.Completion;

        Assert.That(run.Journal.ToList().OfType<RunStarted>().Single().Nodes, Is.EqualTo(new[] { "in", "a", "b" }));
        Assert.That((_calls["a"], _calls["b"], _calls["c"]), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public async Task Given_results_stand_in_place_of_those_of_the_latest_run(CancellationToken cancellationToken)
    {
        var host = Host();
        await (await host.StartAsync(Command(Chain), cancellationToken)).Completion;

        var run = await host.StartAsync(Command(Chain) with { Only = Ids("c"), Known = Outputs("a", "given") }, cancellationToken);
        await run.Completion;

        Assert.That(RunSnapshot.Of(run.Journal.ToList()).Nodes["c"].TextOf("text"), Is.EqualTo("given23"));
    }

    [Test]
    public async Task Node_elsewhere_that_cannot_run_does_not_stand_in_the_way_of_one_that_can(CancellationToken cancellationToken)
    {
        var flow = FlowText.Parse("""
            s: test.source
            a: test.append {}
            broken: test.append {}
            s.text -> a.text
            """);

        var run = await Host().StartAsync(new RunCommand(flow) { Only = Ids("a") }, cancellationToken);

        Assert.That(await run.Completion, Is.InstanceOf<RunCompleted>());
    }

    [Test]
    public async Task Pinned_node_does_not_run_and_gives_what_is_pinned_to_all_below_it(CancellationToken cancellationToken)
    {
        var run = await Host().StartAsync(Command(Chain) with { Pins = Outputs("b", "pinned") }, cancellationToken);

        var final = (RunCompleted)await run.Completion;

        var snapshot = RunSnapshot.Of(run.Journal.ToList());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(final.Outputs["answer"].GetString(), Is.EqualTo("pinned3"));
            Assert.That(snapshot.Nodes["b"].Origin, Is.EqualTo(ResultOrigin.Pin));
            Assert.That((_calls["a"], _calls["b"], _calls["c"]), Is.EqualTo((1, 0, 1)));
        }
    }

    [Test]
    public async Task Pin_goes_before_what_the_latest_run_gave_in_a_run_of_one_node(CancellationToken cancellationToken)
    {
        var host = Host();
        await (await host.StartAsync(Command(Chain), cancellationToken)).Completion;

        var run = await host.StartAsync(Command(Chain) with { Only = Ids("c"), Pins = Outputs("b", "pinned") }, cancellationToken);
        await run.Completion;

        Assert.That(RunSnapshot.Of(run.Journal.ToList()).Nodes["c"].TextOf("text"), Is.EqualTo("pinned3"));
    }

    [Test]
    public async Task Pin_lets_a_node_pass_that_lacks_what_it_needs_to_run(CancellationToken cancellationToken)
    {
        var flow = FlowText.Parse("""
            a: test.append {}
            out: test.result
            a.text -> out.value
            """);

        var refused = Assert.ThrowsAsync<RunRefusedException>(async () => await Host().StartAsync(new RunCommand(flow), CancellationToken.None));
        var run = await Host().StartAsync(new RunCommand(flow) { Pins = Outputs("a", "pinned") }, cancellationToken);

        Assert.That(refused!.Problems.Select(problem => problem.Code), Is.EqualTo(new[] { DiagnosticCodes.InputNotConnected }));
        Assert.That(((RunCompleted)await run.Completion).Outputs["answer"].GetString(), Is.EqualTo("pinned"));
    }

    [Test]
    public void Pin_does_not_help_a_node_whose_type_is_not_known()
    {
        var flow = FlowText.Parse("""
            a: nobody.knows
            out: test.result
            s: test.source
            s.text -> out.value
            """);

        Assert.That(async () => await Host().StartAsync(new RunCommand(flow) { Pins = Outputs("a", "x") }, CancellationToken.None), Throws.TypeOf<RunRefusedException>());
    }

    [Test]
    public async Task Nodes_are_numbered_in_the_order_in_which_they_began_without_those_that_did_not_have_to_run(CancellationToken cancellationToken)
    {
        var run = await Host().StartAsync(Command(Chain) with { Pins = Outputs("a", "pinned") }, cancellationToken);
        await run.Completion;

        var nodes = RunSnapshot.Of(run.Journal.ToList()).Nodes;

        // "b" need not wait for "in", since what stands between them is pinned.
        string[] below = ["b", "c", "out"];
        Assert.That(below.Select(node => nodes[node].Order), Is.Ordered.Ascending);
        Assert.That(below.Append("in").Select(node => nodes[node].Order), Is.EquivalentTo(new[] { 1, 2, 3, 4 }));
        Assert.That(nodes["a"].Order, Is.Zero);
    }

    [Test]
    public void Run_of_a_node_that_is_not_there_is_refused() => Assert.That(
        async () => await Host().StartAsync(Command(Chain) with { Only = Ids("nobody") }, CancellationToken.None),
        Throws.TypeOf<RunRefusedException>().With.Property(nameof(RunRefusedException.Problems)).Exactly(1).Property(nameof(FlowDiagnostic.Code)).EqualTo("run.unknown-node"));

    [Test]
    public void Below_a_node_lies_what_its_wires_lead_to_and_itself() =>
        Assert.That(PartialRun.Below(FlowText.Parse(Chain), new NodeId("b")), Is.EquivalentTo(Ids("b", "c", "out")));

    private static ImmutableHashSet<NodeId> Ids(params string[] ids) => [.. ids.Select(id => new NodeId(id))];

    private static Dictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>> Outputs(string node, string text) =>
        new() { [new NodeId(node)] = [KeyValuePair.Create("text", PortValue.Of(text))] };

    private static RunCommand Command(string flow) => new(FlowText.Parse(flow)) { FlowId = "f", Inputs = FlowHarness.Inputs(new { question = "x" }) };

    private RunHost Host()
    {
        var limits = new RunLimits();
        var services = new ServiceCollection().AddSingleton(_calls).BuildServiceProvider();
        return new RunHost(
            new FlowCompiler(Catalogue, services),
            new RunPreparation(Catalogue),
            new FlowRunner(limits, new HurriedTime(TimeSpan.FromMinutes(1)), NullLogger<FlowRunner>.Instance),
            new MemoryRunArchive(),
            limits,
            NullLogger<RunHost>.Instance);
    }
}
