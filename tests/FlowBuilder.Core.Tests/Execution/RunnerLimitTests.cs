using System.Diagnostics;
using System.Globalization;
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

namespace FlowBuilder.Core.Tests.Execution;

/// <summary>Places, time limits, tries, known outputs and traces.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class RunnerLimitTests
{
    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(
        typeof(SourceNode), typeof(AppendNode), typeof(HangNode), typeof(FailNode), typeof(ForkNode), typeof(JoinNode), typeof(WordsNode), typeof(ResultTestNode), typeof(NeedyNode));

    [Test]
    public async Task Node_that_waits_for_a_place_when_the_run_is_cancelled_never_began()
    {
        var flows = new FlowHarness(Catalogue, limits: new RunLimits { ParallelNodes = 1 });
        var run = flows.Start("""
            one: test.hang
            two: test.hang
            """);
        var started = await run.Journal.WaitForAsync<NodeStarted>();

        run.Cancel();
        await run.Completion.WaitAsync(TestTimeouts.Long);

        var waiting = started.Node == "one" ? "two" : "one";
        var cancelled = run.Journal.ToList().OfType<NodeCancelled>().Single(node => node.Node == waiting);
        Assert.That(run.Journal.ToList().Of(waiting), Is.EqualTo(new[] { $"{waiting} cancelled" }));
        Assert.That(cancelled.DurationMs, Is.Zero);
    }

    [Test]
    public async Task Places_are_given_back_so_that_a_later_run_finds_them()
    {
        var flows = new FlowHarness(Catalogue, limits: new RunLimits { ParallelNodes = 1 });
        foreach (var flow in (string[])["a: test.source", "a: test.fail", "a: test.hang {} !limit 0.01"]) await flows.RunAsync(flow);

        var events = await flows.RunAsync("a: test.source");

        Assert.That(events[^1].Line(), Is.EqualTo("run.completed"));
    }

    [Test]
    public async Task Timeout_is_tried_again_like_every_fault_that_may_pass()
    {
        var flows = new FlowHarness(Catalogue, time: new HurriedTime(TimeSpan.FromMinutes(1)));

        var events = await flows.RunAsync("a: test.hang {} !limit 1 !retries 2");

        Assert.That(events.Of("a"), Is.EqualTo(new[] { "a started", "a retrying", "a retrying", "a failed node.timeout" }));
    }

    [Test]
    public async Task Node_that_has_given_something_is_not_tried_again()
    {
        var flows = new FlowHarness(Catalogue, time: new HurriedTime(TimeSpan.FromMinutes(1)));

        var events = await flows.RunAsync("""a: test.words {"words": "one FAIL"} !retries 2""");

        Assert.That(events.Of("a"), Is.EqualTo(new[] { "a started", "a delta text one ", "a failed test.broken" }));
    }

    [Test]
    public async Task Cancelled_run_stays_cancelled_though_its_time_runs_out_while_it_stops()
    {
        var flows = new FlowHarness(Catalogue, limits: new RunLimits { RunTime = TimeSpan.FromMilliseconds(400), CancelGrace = TimeSpan.FromMilliseconds(800) });
        var run = flows.Start("""a: test.hang {"deaf": true}""");
        await run.Journal.WaitForAsync<NodeStarted>();

        run.Cancel();

        Assert.That(await run.Completion.WaitAsync(TestTimeouts.Long), Is.InstanceOf<RunCancelled>());
    }

    [Test]
    public async Task Known_node_is_not_skipped_too_where_the_flow_was_rewired_since()
    {
        var flows = new FlowHarness(Catalogue);
        var flow = FlowText.Parse("""
            a: test.source
            fork: test.fork {"left": true}
            known: test.append
            after: test.append {"suffix": "!"}
            a.text -> fork.text
            fork.right -> known.text
            known.text -> after.text
            """);
        var request = new RunRequest
        {
            Seeds = new Dictionary<NodeId, System.Collections.Immutable.ImmutableArray<KeyValuePair<string, PortValue>>>
            {
                [new("a")] = [new("text", PortValue.Of("v"))],
                [new("fork")] = [new("left", PortValue.Of("v"))],
                [new("known")] = [new("text", PortValue.Of("earlier")), new("gone", PortValue.Of("x"))],
            },
        };

        var events = await flows.RunAsync(flow, request);

        Assert.That(events.Of("known"), Is.EqualTo(new[] { "known started", "known output text earlier", "known completed cached" }));
        Assert.That(events.Of("after"), Does.Contain("after output text earlier!"));
        Assert.That(events[^1].Line(), Is.EqualTo("run.completed"));
    }

    [Test]
    public async Task Run_of_known_nodes_only_gives_their_results()
    {
        var flow = FlowText.Parse("""
            a: test.source
            out: test.result
            a.text -> out.value
            """);
        var request = new RunRequest
        {
            Seeds = new Dictionary<NodeId, System.Collections.Immutable.ImmutableArray<KeyValuePair<string, PortValue>>>
            {
                [new("a")] = [new("text", PortValue.Of("v"))],
                [new("out")] = [new("value", PortValue.Of("known"))],
            },
        };

        var events = await new FlowHarness(Catalogue).RunAsync(flow, request);

        Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Is.EqualTo("known"));
    }

    [Test]
    public async Task Spans_of_nodes_hang_on_the_span_of_their_run()
    {
        var spans = new System.Collections.Concurrent.ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var run = new FlowHarness(Catalogue).Start("a: test.source\nb: test.append\na.text -> b.text");
        await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That(() => Own(Telemetry.RunSpan), Has.Length.EqualTo(1).After(5_000, 5));
        Assert.That(Own(Telemetry.NodeSpan).Select(span => span.ParentSpanId), Is.EqualTo(Enumerable.Repeat(Own(Telemetry.RunSpan)[0].SpanId, 2)));

        Activity[] Own(string name) => [.. spans.Where(span => span.OperationName == name && (string?)span.GetTagItem(Telemetry.RunIdTag) == run.Id)];
    }

    [Test]
    public async Task Error_port_speaks_the_language_of_whoever_started_the_run()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko-KR");
            var events = await new FlowHarness(Catalogue).RunAsync("bad: test.fail {} !port");

            var told = events.OfType<NodeOutputGiven>().Single(output => output.Port == "error").Value;
            Assert.That(told.GetProperty("message").GetString(), Is.EqualTo("실패했습니다."));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
