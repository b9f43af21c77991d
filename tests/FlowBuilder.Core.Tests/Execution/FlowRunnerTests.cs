using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Core.Tests.Execution;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class FlowRunnerTests
{
    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(
        typeof(SourceNode), typeof(AppendNode), typeof(WordsNode), typeof(UpperNode), typeof(ForkNode), typeof(JoinNode), typeof(FailNode), typeof(HangNode), typeof(ResultTestNode));

    private readonly FlowHarness _flows = new(Catalogue);

    [Test]
    public async Task Run_tells_every_step_in_order_with_numbers_without_gaps()
    {
        var events = await _flows.RunAsync("""
            a: test.source {"value": "hello"}
            b: test.append {"suffix": "!"}
            a.text -> b.text
            """);

        using var all = Assert.EnterMultipleScope();
        Assert.That(events.Of("a"), Is.EqualTo(new[] { "a started", "a output text hello", "a completed" }));
        Assert.That(events.Of("b"), Is.EqualTo(new[] { "b started", "b output text hello!", "b completed" }));
        Assert.That(events.Lines().Except(["a completed"]), Is.EqualTo(new[]
        {
            "run.started", "a started", "a output text hello", "b started", "b output text hello!", "b completed", "run.completed",
        }));
        Assert.That(events.Select(runEvent => runEvent.Seq), Is.EqualTo(Enumerable.Range(1, events.Count)));
    }

    [Test]
    public async Task Results_of_output_nodes_come_back_by_name()
    {
        var events = await _flows.RunAsync("""
            a: test.source {"value": "hello"}
            b: test.result {"name": "greeting"}
            a.text -> b.value
            """);

        Assert.That(((RunCompleted)events[^1]).Outputs["greeting"].GetString(), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Text_flows_through_a_chain_while_it_is_made()
    {
        var gate = new Gate();
        var flows = new FlowHarness(Catalogue, new ServiceCollection().AddSingleton(gate).BuildServiceProvider());
        var run = flows.Start("""
            model: test.words {"words": "one two three"}
            upper: test.upper
            out: test.result
            model.text -> upper.text
            upper.text -> out.value
            """);

        gate.Open();
        var seen = new List<string>();
        await foreach (var runEvent in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            seen.Add(runEvent.Line());
            if (seen[^1] != "out delta value ONE ") continue;
            Assert.That(run.Completion.IsCompleted, Is.False);
            Assert.That(seen, Has.None.EqualTo("model completed"));
            gate.Open(2);
        }

        Assert.That(seen[^1], Is.EqualTo("run.completed"));
        Assert.That(RunSnapshot.Of(run.Journal.ToList()).Outputs["answer"].GetString(), Is.EqualTo("ONE TWO THREE "));
    }

    [Test]
    public async Task Node_that_wants_the_whole_text_waits_for_it()
    {
        var events = await _flows.RunAsync("""
            model: test.words {"words": "one two"}
            whole: test.append
            model.text -> whole.text
            """);

        Assert.That(events.Of("whole"), Is.EqualTo(new[] { "whole started", "whole output text one two +", "whole completed" }));
    }

    [Test]
    public async Task Branch_not_taken_is_skipped_all_the_way_and_the_merge_goes_on()
    {
        var events = await _flows.RunAsync("""
            a: test.source {"value": "v"}
            fork: test.fork {"left": true}
            left: test.append {"suffix": "L"}
            right: test.append {"suffix": "R"}
            right2: test.append
            join: test.join
            a.text -> fork.text
            fork.left -> left.text
            fork.right -> right.text
            right.text -> right2.text
            left.text -> join.values
            right2.text -> join.values
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Of("right"), Is.EqualTo(new[] { "right skipped" }));
            Assert.That(events.Of("right2"), Is.EqualTo(new[] { "right2 skipped" }));
            Assert.That(events.Of("join"), Does.Contain("join output value vL"));
        }
    }

    [Test]
    public async Task Merge_hands_on_a_live_text_piece_by_piece()
    {
        var events = await _flows.RunAsync("""
            model: test.words {"words": "one two"}
            join: test.join
            out: test.result
            model.text -> join.values
            join.value -> out.value
            """);

        Assert.That(events.Lines(), Does.Contain("join output value one two ").And.Contain("out output value one two "));
    }

    [Test]
    public async Task Failure_stops_the_run_and_every_node_ends_once()
    {
        var events = await _flows.RunAsync("""
            hang: test.hang
            bad: test.fail
            after: test.append
            bad.text -> after.text
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events[^1].Line(), Is.EqualTo("run.failed test.failed"));
            Assert.That(((RunFailed)events[^1]).Node, Is.EqualTo("bad"));
            Assert.That(events.Of("hang")[^1], Is.EqualTo("hang cancelled"));
            Assert.That(events.Of("after"), Is.EqualTo(new[] { "after cancelled" }));
        }
    }

    [Test]
    public async Task Failure_with_a_fallback_gives_the_fallback_and_goes_on()
    {
        var events = await _flows.RunAsync("""
            bad: test.fail {} !fallback "plan B"
            after: test.append
            bad.text -> after.text
            """);

        Assert.That(events.Of("after"), Does.Contain("after output text plan B+"));
        Assert.That(events[^1].Type, Is.EqualTo(RunCompleted.TypeName));
    }

    [Test]
    public async Task Failure_with_an_error_port_sends_what_happened_there()
    {
        var events = await _flows.RunAsync("""
            bad: test.fail {} !port
            good: test.append
            trouble: test.join
            bad.text -> good.text
            bad.error -> trouble.values
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Of("good"), Is.EqualTo(new[] { "good skipped" }));
            Assert.That(events.Of("trouble")[1], Does.Contain("test.failed"));
            Assert.That(events[^1].Type, Is.EqualTo(RunCompleted.TypeName));
        }
    }

    [Test]
    public async Task Transient_failure_is_tried_again_as_often_as_the_policy_says()
    {
        var events = await _flows.RunAsync("""bad: test.fail {"times": 1} !retries 2""");

        Assert.That(events.Of("bad"), Is.EqualTo(new[] { "bad started", "bad retrying", "bad output text ok", "bad completed" }));
    }

    [Test]
    [Hazard("SEC-66")]
    public async Task Unexpected_exception_becomes_a_neutral_fault()
    {
        var events = await _flows.RunAsync("""bad: test.fail {"unexpected": true}""");

        var fault = ((RunFailed)events[^1]).Fault;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Code, Is.EqualTo("node.internal"));
            Assert.That(fault.Kind, Is.EqualTo(FaultKind.Internal));
            Assert.That(fault.Text.English, Does.Not.Contain("secret"));
            Assert.That(fault.TraceId, Is.Not.Empty);
        }
    }

    [TestCase("""hang: test.hang {} !limit 0.05""")]
    [TestCase("""hang: test.hang {"deaf": true} !limit 0.05""")]
    public async Task Node_over_its_time_limit_fails_even_if_it_does_not_listen(string flow)
    {
        var events = await _flows.RunAsync(flow);

        Assert.That(((RunFailed)events[^1]).Fault, Has.Property("Code").EqualTo("node.timeout").And.Property("Kind").EqualTo(FaultKind.Timeout));
    }

    [Test]
    public async Task Run_over_its_time_limit_fails()
    {
        var flows = new FlowHarness(Catalogue, limits: new RunLimits { RunTime = TimeSpan.FromMilliseconds(50) });

        var events = await flows.RunAsync("hang: test.hang");

        Assert.That(events.Lines(), Is.EqualTo(new[] { "run.started", "hang started", "hang cancelled", "run.failed run.timeout" }));
    }

    [Test]
    public async Task Cancelling_stops_what_is_under_way_and_is_not_a_failure()
    {
        var run = _flows.Start("""
            hang: test.hang
            after: test.append
            hang.text -> after.text
            """);
        await foreach (var runEvent in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (runEvent is NodeStarted) run.Cancel();
        }

        Assert.That(run.Journal.ToList().Lines(), Is.EqualTo(new[]
        {
            "run.started", "hang started", "hang cancelled", "after cancelled", "run.cancelled",
        }));
    }

    [Test]
    public async Task Leaving_the_journal_does_not_stop_the_run()
    {
        var gate = new Gate();
        var flows = new FlowHarness(Catalogue, new ServiceCollection().AddSingleton(gate).BuildServiceProvider());
        var run = flows.Start("""model: test.words {"words": "one"}""");
        using var leave = new CancellationTokenSource();
        var reader = run.Journal.ReadAsync(0, leave.Token).GetAsyncEnumerator(leave.Token);
        await reader.MoveNextAsync();

        await leave.CancelAsync();
        gate.Open();

        Assert.That((await run.Completion.WaitAsync(TestTimeouts.Long)).Type, Is.EqualTo(RunCompleted.TypeName));
    }

    [Test]
    public async Task Text_that_breaks_off_fails_the_node_that_reads_it()
    {
        var events = await _flows.RunAsync("""
            model: test.words {"words": "one FAIL"} !port
            upper: test.upper
            model.text -> upper.text
            """);

        Assert.That(events.Lines(), Does.Contain("model failed test.broken").And.Contain("upper failed input.broken-off"));
    }

    [Test]
    public async Task Second_run_of_an_unchanged_chain_takes_deterministic_nodes_from_the_cache_and_an_edit_reruns_only_what_lies_below()
    {
        var calls = new CallCounter();
        var flows = new FlowHarness(Catalogue, new ServiceCollection().AddSingleton(calls).BuildServiceProvider());
        const string Chain = """
            a: test.source
            b: test.append {"suffix": "1"}
            c: test.append {"suffix": "2"}
            d: test.append {"suffix": "3"}
            a.text -> b.text
            b.text -> c.text
            c.text -> d.text
            """;
        var request = new RunRequest { FlowId = "f" };

        await flows.RunAsync(FlowText.Parse(Chain), request with { RunId = "1" });
        var second = await flows.RunAsync(FlowText.Parse(Chain.Replace("\"2\"", "\"two\"", StringComparison.Ordinal)), request with { RunId = "2" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Of("b")[^1], Is.EqualTo("b completed cached"));
            Assert.That(second.Of("d"), Does.Contain("d output text x1two3"));
            Assert.That((calls["b"], calls["c"], calls["d"]), Is.EqualTo((1, 2, 2)));
        }
    }

    [Test]
    public async Task Wire_into_a_setting_wins_over_the_setting()
    {
        var events = await _flows.RunAsync("""
            a: test.source {"value": "text"}
            s: test.source {"value": "!!"}
            b: test.append {"suffix": "?"}
            a.text -> b.text
            s.text -> b.suffix
            """);

        Assert.That(events.Of("b"), Does.Contain("b output text text!!"));
    }

    [Test]
    [Hazard("BAD-5")]
    public async Task Chain_of_ten_thousand_skipped_nodes_does_not_overflow_the_stack()
    {
        var lines = new List<string> { "a: test.source", "fork: test.fork", "a.text -> fork.text", "n0: test.append", "fork.right -> n0.text" };
        for (var i = 1; i < 9_900; i++) lines.AddRange([$"n{i}: test.append", $"n{i - 1}.text -> n{i}.text"]);

        var events = await _flows.RunAsync(string.Join("\n", lines));

        Assert.That(events.OfType<NodeSkipped>().Count(), Is.EqualTo(9_900));
    }

    [Test]
    public async Task Journal_can_be_read_from_any_number_on()
    {
        var run = _flows.Start("a: test.source");
        await run.Completion.WaitAsync(TestTimeouts.Long);

        var rest = new List<RunEvent>();
        await foreach (var runEvent in run.Journal.ReadAsync(3, CancellationToken.None)) rest.Add(runEvent);

        Assert.That(rest, Is.EqualTo(run.Journal.ToList().Skip(3)));
    }
}
