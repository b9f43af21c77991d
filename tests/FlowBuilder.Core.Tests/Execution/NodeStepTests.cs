using System.Diagnostics;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Core.Tests.Execution;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class NodeStepTests
{
    [Test]
    public async Task Steps_are_told_below_their_node_and_end_once_each()
    {
        var events = await Flows().RunAsync("""agent: test.steps {"ends": "closing the outer step first"}""");

        Assert.That(events.Lines(), Is.EqualTo(new[]
        {
            "run.started",
            "agent started",
            "agent/search[1] started",
            "agent/search[1] delta text found ",
            "agent/search[1] delta text 😀",
            "agent/search[1] output result 42",
            "agent/search[1] output text found 😀",
            "agent/search[1] completed",
            "agent/search[2] started",
            "agent/search[2]/abc[1] started",
            "agent/search[2]/abc[1] delta text half",
            "agent/search[2]/abc[1] output text half",
            "agent/search[2]/abc[1] cancelled",
            "agent/search[2] failed tool.failed",
            "agent output text done",
            "agent completed",
            "run.completed",
        }));
    }

    [TestCase("failing", "agent failed test.failed", "run.failed test.failed")]
    [TestCase("", "agent completed", "run.completed")]
    public async Task Steps_left_open_end_before_their_node_does(string ends, string node, string run)
    {
        var events = await Flows().RunAsync($$"""agent: test.steps {"ends": "{{ends}}"}""");

        var last = events.Lines().Where(line => !line.Contains("output", StringComparison.Ordinal)).TakeLast(4);
        Assert.That(last, Is.EqualTo(new[] { "agent/search[2]/abc[1] cancelled", "agent/search[2] cancelled", node, run }));
    }

    [Test]
    public async Task Steps_of_a_node_that_is_cancelled_are_cancelled()
    {
        var run = Flows().Start("""agent: test.steps {"ends": "hanging"}""");
        await foreach (var seen in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (seen.Line() == "agent/search[2]/abc[1] started") run.Cancel();
        }

        Assert.That(run.Journal.ToList().Lines().TakeLast(4), Is.EqualTo(new[]
        {
            "agent/search[2]/abc[1] cancelled", "agent/search[2] cancelled", "agent cancelled", "run.cancelled",
        }));
    }

    [Test]
    public async Task Each_try_ends_its_own_steps_before_the_next_begins()
    {
        var events = await Flows(new Testing.Time.HurriedTime(TimeSpan.FromSeconds(5))).RunAsync("""agent: test.steps {"ends": "failing"} !retries 1""");

        var lines = events.Lines().ToList();
        using var all = Assert.EnterMultipleScope();
        Assert.That(lines.IndexOf("agent/search[2] cancelled"), Is.GreaterThan(0).And.LessThan(lines.IndexOf("agent retrying")));
        Assert.That(lines, Has.One.EqualTo("agent/search[3] completed"));
        Assert.That(lines, Has.One.EqualTo("agent/search[4] cancelled"));
    }

    [Test]
    public async Task Node_that_is_left_behind_tells_no_steps_any_more()
    {
        var gate = new Gate();
        var run = Flows(gate: gate, limits: new RunLimits { CancelGrace = TimeSpan.FromMilliseconds(50) }).Start("""agent: test.steps {"ends": "deaf"}""");
        await foreach (var seen in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (seen.Line() == "agent/search[2]/abc[1] started") run.Cancel();
        }

        gate.Open();

        Assert.That(run.Journal.ToList().Lines().TakeLast(4), Is.EqualTo(new[]
        {
            "agent/search[2]/abc[1] cancelled", "agent/search[2] cancelled", "agent cancelled", "run.cancelled",
        }));
    }

    [Test]
    public async Task Snapshot_keeps_steps_apart_from_nodes()
    {
        var run = RunSnapshot.Of(await Flows().RunAsync("""agent: test.steps"""));

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Nodes.Keys, Is.EqualTo(new[] { "agent" }));
        Assert.That((run.Begun, run.Ended), Is.EqualTo((1, 1)));
        Assert.That(run.StepsOf("agent").Select(step => step.Key), Is.EqualTo(new[] { "agent/search[1]", "agent/search[2]", "agent/search[2]/abc[1]" }));
        Assert.That(run.StepsOf("agent/search[2]").Select(step => step.Key), Is.EqualTo(new[] { "agent/search[2]/abc[1]" }));
        Assert.That(run.StepsOf("age"), Is.Empty);
        Assert.That(run.Steps["agent/search[2]"].Step!.Arguments!.Value.GetProperty("task").GetString(), Is.EqualTo("dig"));
        Assert.That(run.Steps["agent/search[1]"].TextOf("text"), Is.EqualTo("found 😀"));
    }

    [Test]
    public async Task What_a_step_uses_counts_for_every_step_around_it_and_once_for_the_run()
    {
        var run = RunSnapshot.Of(await Flows().RunAsync("""agent: test.steps"""));

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Steps["agent/search[2]/abc[1]"].Usage, Is.EqualTo(new TokenUsage(10, 20)));
        Assert.That(run.Steps["agent/search[2]"].Usage, Is.EqualTo(new TokenUsage(10, 20)));
        Assert.That(run.Nodes["agent"].Usage, Is.EqualTo(new TokenUsage(13, 24)));
        Assert.That(run.Usage, Is.EqualTo(new TokenUsage(13, 24)));
    }

    [Test]
    public async Task Steps_are_spans_below_their_node_s_span()
    {
        var spans = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        var run = Flows().Start("""agent: test.steps {"ends": "closing the outer step first"}""");
        await run.Completion.WaitAsync(TestTimeouts.Long);

        var mine = spans.Where(span => run.Id.Equals(span.GetTagItem("flowbuilder.run.id"))).ToList();
        var node = mine.Single(span => span.OperationName == "flow.node");
        var outer = mine.Single(span => "agent/search[2]".Equals(span.GetTagItem("flowbuilder.step.path")));
        var inner = mine.Single(span => "agent/search[2]/abc[1]".Equals(span.GetTagItem("flowbuilder.step.path")));
        using var all = Assert.EnterMultipleScope();
        Assert.That(outer.ParentSpanId, Is.EqualTo(node.SpanId));
        Assert.That(inner.ParentSpanId, Is.EqualTo(outer.SpanId));
        Assert.That(outer.Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(inner.TagObjects.Select(tag => tag.Value?.ToString()), Has.None.Contains("dig"), "what a tool is given stays out of traces");
    }

    private static FlowHarness Flows(TimeProvider? time = null, Gate? gate = null, RunLimits? limits = null) => new(
        NodeCatalogue.FromClasses(typeof(StepsNode)),
        new ServiceCollection().AddSingleton(gate ?? new Gate()).BuildServiceProvider(),
        limits,
        time);
}
