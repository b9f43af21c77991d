using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Core.Tests.Execution;

/// <summary>Nodes that do what they must not: the run ends all the same, and says what happened.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class MisbehaviourTests
{
    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(
        typeof(OddNode), typeof(ExactNode), typeof(NeedyNode), typeof(SourceNode), typeof(AppendNode), typeof(UpperNode), typeof(ResultTestNode), typeof(HangNode));

    private readonly FlowHarness _flows = new(Catalogue);

    [Test]
    public async Task Node_that_gives_nothing_ends_well_and_what_hangs_on_it_is_skipped()
    {
        var events = await _flows.RunAsync("""
            odd: test.odd {"does": "gives nothing"}
            after: test.append
            odd.text -> after.text
            """);

        Assert.That(events.Lines(), Is.EqualTo(new[] { "run.started", "odd started", "odd completed", "after skipped", "run.completed" }));
    }

    [TestCase("gives twice", "node.internal")]
    [TestCase("gives a piece after the whole", "node.internal")]
    [TestCase("gives the whole after a piece", "node.internal")]
    [TestCase("gives on an undeclared port", "node.internal")]
    [TestCase("gives null", "node.internal")]
    [TestCase("gives no output", "node.internal")]
    [TestCase("gives a value of no type", "node.internal")]
    [TestCase("gives not a number", "output.not-finite")]
    [TestCase("gives an infinite vector", "output.not-finite")]
    public async Task Node_that_gives_what_cannot_be_fails(string does, string code)
    {
        var events = await _flows.RunAsync($$"""odd: test.odd {"does": "{{does}}"}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Of("odd")[^1], Is.EqualTo($"odd failed {code}"));
            Assert.That(events[^1].Line(), Is.EqualTo($"run.failed {code}"));
        }
    }

    [Test]
    public async Task Empty_piece_makes_an_empty_text_and_not_a_dead_port()
    {
        var events = await _flows.RunAsync("""
            odd: test.odd {"does": "gives an empty piece"}
            after: test.append {"suffix": "!"}
            odd.text -> after.text
            """);

        Assert.That(events.Of("after"), Does.Contain("after output text !"));
    }

    [Test]
    public async Task Empty_text_goes_through_a_live_chain_as_an_empty_text()
    {
        var events = await _flows.RunAsync("""
            empty: test.source {"value": ""}
            upper: test.upper
            out: test.result
            empty.text -> upper.text
            upper.text -> out.value
            """);

        Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Is.Empty);
    }

    [Test]
    public async Task Pieces_never_cut_a_surrogate_pair_however_the_node_cut_it()
    {
        var events = await _flows.RunAsync("""odd: test.odd {"does": "cuts a pair"}""");

        var pieces = events.OfType<NodeDelta>().Select(delta => delta.Text);
        Assert.That(pieces, Is.EqualTo(new[] { "a", "😀", "b", "🧵c", "\ud83d" }));
        Assert.That(events.OfType<NodeOutputGiven>().Single().Output.Value, Is.EqualTo("a😀b🧵c\ud83d"));
    }

    [Test]
    public async Task Node_that_gives_pieces_without_ever_waiting_is_held_to_its_time_limit()
    {
        var events = await _flows.RunAsync("""odd: test.odd {"does": "gives pieces for ever"} !limit 0.05""");

        Assert.That(events[^1].Line(), Is.EqualTo("run.failed node.timeout"));
    }

    [Test]
    public async Task Node_that_gives_pieces_without_ever_waiting_can_be_cancelled()
    {
        var run = _flows.Start("""odd: test.odd {"does": "gives pieces for ever"}""");
        await run.Journal.WaitForAsync<NodeDelta>();

        run.Cancel();

        Assert.That((await run.Completion.WaitAsync(TestTimeouts.Long)).Line(), Is.EqualTo("run.cancelled"));
    }

    [Test]
    public async Task Time_limit_holds_for_a_node_whose_own_reaction_to_it_throws()
    {
        var events = await _flows.RunAsync("""odd: test.odd {"does": "throws when cancelled"} !limit 0.05""");

        Assert.That(events[^1].Line(), Is.EqualTo("run.failed node.timeout"));
    }

    [Test]
    public async Task Cancelling_a_node_whose_reaction_throws_throws_at_nobody()
    {
        var run = _flows.Start("""odd: test.odd {"does": "throws when cancelled"}""");
        await run.Journal.WaitForAsync<NodeStarted>();

        Assert.That(run.Cancel, Throws.Nothing);

        Assert.That((await run.Completion.WaitAsync(TestTimeouts.Long)).Line(), Is.EqualTo("run.cancelled"));
    }

    [Test]
    public async Task Cancelling_a_node_whose_reaction_blocks_holds_up_neither_the_caller_nor_the_run()
    {
        var gate = new Gate();
        var flows = Harness(gate, new RunLimits { CancelGrace = TimeSpan.FromMilliseconds(50) });
        var run = flows.Start("""odd: test.odd {"does": "blocks when cancelled"}""");
        await run.Journal.WaitForAsync<NodeStarted>();

        run.Cancel();

        Assert.That((await run.Completion.WaitAsync(TestTimeouts.Long)).Line(), Is.EqualTo("run.cancelled"));
        gate.Open();
    }

    [Test]
    public async Task What_a_node_throws_because_it_was_cancelled_is_no_failure()
    {
        var run = Harness(new Gate()).Start("""odd: test.odd {"does": "fails when cancelled"}""");
        await run.Journal.WaitForAsync<NodeStarted>();

        run.Cancel();

        await run.Completion.WaitAsync(TestTimeouts.Long);
        Assert.That(run.Journal.ToList().Lines(), Is.EqualTo(new[] { "run.started", "odd started", "odd cancelled", "run.cancelled" }));
    }

    [Test]
    public async Task Node_that_does_not_let_go_at_its_end_is_left_behind_at_its_time_limit()
    {
        var events = await _flows.RunAsync("""odd: test.odd {"does": "never lets go"} !limit 0.05""");

        Assert.That(events[^1], Is.InstanceOf<RunFailed>());
    }

    [Test]
    public async Task Node_left_behind_says_nothing_more()
    {
        var gate = new Gate();
        var run = Harness(gate).Start("""
            odd: test.odd {"does": "speaks after its end"} !limit 0.05 !port
            hang: test.hang
            """);
        await run.Journal.WaitForAsync<NodeFailed>();

        gate.Open();
        await gate.PassAsync(CancellationToken.None).WaitAsync(TestTimeouts.Long);
        run.Cancel();

        await run.Completion.WaitAsync(TestTimeouts.Long);
        Assert.That(run.Journal.ToList().Of("odd")[^1], Is.EqualTo("odd failed node.timeout"));
    }

    [Test]
    public async Task Node_that_ignores_being_cancelled_ends_with_the_run_once()
    {
        var flows = Harness(new Gate(), new RunLimits { CancelGrace = TimeSpan.FromMilliseconds(20) });
        var run = flows.Start("""
            deaf: test.hang {"deaf": true}
            after: test.append
            deaf.text -> after.text
            """);
        await run.Journal.WaitForAsync<NodeStarted>();

        run.Cancel();
        await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That(run.Journal.ToList().Lines(), Is.EqualTo(new[] { "run.started", "deaf started", "deaf cancelled", "after cancelled", "run.cancelled" }));
    }

    [TestCase("""{"name": "a.txt"}""")]
    [TestCase("""{"messages": [null], "file": {"name": "a.txt", "mediaType": "", "base64": "?"}}""")]
    [TestCase("""{"messages": [{"role": "user"}]}""")]
    public async Task Fallback_that_is_no_value_of_its_port_leaves_the_port_dead(string fallback)
    {
        var events = await _flows.RunAsync($"bad: test.exact {{}} !fallback {fallback}");

        Assert.That(events.Of("bad")[^1], Is.EqualTo("bad failed test.failed"));
        Assert.That(events[^1].Line(), Is.EqualTo("run.completed"));
    }

    [Test]
    public async Task Failure_that_cannot_be_told_on_the_error_port_stops_the_run()
    {
        var flow = FlowText.Parse("bad: test.exact {} !port");

        var events = await _flows.RunAsync(flow, new RunRequest { Session = "gives on its own error port first" });

        Assert.That(events[^1].Line(), Is.EqualTo("run.failed test.failed"));
    }

    [Test]
    public void Node_type_that_cannot_be_made_is_a_problem_of_the_flow_and_is_tried_anew()
    {
        var compiled = _flows.Compiler.Compile(FlowText.Parse("needy: test.needy"));

        Assert.That(compiled.Plan, Is.Null);
        var problem = compiled.Diagnostics.Single(problem => problem.Code == "node.not-made");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((problem.Path, problem.Node?.Value), Is.EqualTo(("$.nodes[0]", "needy")));
            Assert.That(problem.Text.English, Does.Contain("Needy"));
            Assert.That(Harness(new Gate()).Compiler.Compile(FlowText.Parse("needy: test.needy")).Plan, Is.Not.Null);
        }
    }

    private static FlowHarness Harness(Gate gate, RunLimits? limits = null) =>
        new(Catalogue, new ServiceCollection().AddSingleton(gate).BuildServiceProvider(), limits);
}
