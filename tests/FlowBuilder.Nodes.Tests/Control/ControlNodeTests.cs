using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Time;
using static FlowBuilder.Nodes.Tests.Control.ControlFlows;

namespace FlowBuilder.Nodes.Tests.Control;

/// <summary>Waiting, catching, stopping and bringing together, as a flow's author meets them.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class ControlNodeTests
{
    private const string Waiting = """
        text: input.text {"name": "text"}
        wait: control.wait SETTINGS
        out: output.text {"name": "text"}
        text.text -> wait.value
        wait.value -> out.value
        """;

    private const string Catching = """
        text: input.text {"name": "text"}
        read: transform.json {} !port
        caught: control.catch {}
        said: output.text {"name": "said"}
        code: output.text {"name": "code"}
        node: output.text {"name": "node"}
        data: output.json {"name": "data"}
        text.text -> read.value
        read.json -> data.value
        read.error -> caught.errors
        caught.message -> said.value
        caught.code -> code.value
        caught.node -> node.value
        """;

    [Test]
    public async Task Wait_holds_a_value_back_for_its_length_by_the_clock_of_the_run()
    {
        var clock = new FakeTimeProvider();
        var flow = FlowText.Parse(Waiting.Replace("SETTINGS", """{"length": 5, "unit": "minutes"}""", StringComparison.Ordinal));
        var run = Harness(time: clock).Start(flow, Given(new { text = "later" }));
        await clock.WaitForTimerAsync(due => due == TimeSpan.FromMinutes(5), CancellationToken.None);

        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.That(run.Completion.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromTicks(1));

        Assert.That(((RunCompleted)await run.Completion).Outputs["text"].GetString(), Is.EqualTo("later"));
    }

    [Test]
    public async Task A_time_that_has_passed_waits_not_at_all()
    {
        var flow = FlowText.Parse(Waiting.Replace("SETTINGS", """{"kind": "until", "until": "2020-01-01T00:00Z"}""", StringComparison.Ordinal));

        var events = await Harness().RunAsync(flow, Given(new { text = "now" }));

        Assert.That(events[^1], Is.InstanceOf<RunCompleted>());
    }

    [Test]
    public async Task Stopping_the_run_ends_a_wait_at_once()
    {
        var flow = FlowText.Parse(Waiting.Replace("SETTINGS", """{"length": 10, "unit": "hours"}""", StringComparison.Ordinal));
        var run = Harness().Start(flow, Given(new { text = "never" }));
        await foreach (var next in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (next is NodeStarted { Node: "wait" }) run.Cancel();
        }

        Assert.That(await run.Completion, Is.InstanceOf<RunCancelled>());
    }

    [TestCase("tomorrow")]
    [TestCase("9")]
    public void A_time_that_cannot_be_read_is_told_before_the_flow_runs(string until) =>
        Assert.That(
            Catalogue.Find("control.wait")!.Check(JsonMembers.Of(new { kind = "until", until })).Select(problem => (problem.Code, problem.Setting)),
            Is.EqualTo(new[] { ("wait.time", "until") }));

    [Test]
    public async Task Catch_says_what_went_wrong_where_and_the_run_goes_on()
    {
        var events = await Harness().RunAsync(Catching, new { text = "{ not json" });

        var outputs = ((RunCompleted)events[^1]).Outputs;
        Assert.That(outputs["said"].GetString(), Does.Contain("no valid JSON"));
        Assert.That((outputs["code"].GetString(), outputs["node"].GetString()), Is.EqualTo(("json.syntax", Catalogue.Find("transform.json")!.Title.ToString())));
        Assert.That(outputs.ContainsKey("data"), Is.False);
    }

    [Test]
    public async Task Where_nothing_goes_wrong_what_hangs_on_catch_is_skipped()
    {
        var events = await Harness().RunAsync(Catching, new { text = "{}" });

        Assert.That(events.OfType<NodeSkipped>().Select(skipped => skipped.Node), Is.EquivalentTo(new[] { "caught", "said", "code", "node" }));
        Assert.That(((RunCompleted)events[^1]).Outputs.Keys, Is.EqualTo(new[] { "data" }));
    }

    [Test]
    public async Task Catch_takes_the_errors_of_several_nodes()
    {
        var flow = Catching + """

            again: transform.json {"action": "pick", "path": "a.b"} !port
            text.text -> again.value
            again.error -> caught.errors
            """;
        var events = await Harness().RunAsync(flow, new { text = "{ not json" });

        Assert.That(((RunCompleted)events[^1]).Outputs["said"].GetString()!.Split('\n'), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Fail_ends_the_run_with_its_message_and_code()
    {
        const string flow = """
            text: input.text {"name": "text"}
            who: input.text {"name": "who"}
            stop: control.fail {"message": "{{who}} may not: {{value}}", "code": "order.rejected"}
            text.text -> stop.value
            who.text -> stop.who
            """;
        var events = await Harness().RunAsync(flow, new { text = "buy", who = "Ada" });

        var failed = (RunFailed)events[^1];
        Assert.That((failed.Fault.Code, failed.Fault.Kind, failed.Fault.Text.English), Is.EqualTo(("order.rejected", FaultKind.Flow, "Ada may not: buy")));
    }

    [Test]
    public async Task Fail_on_a_branch_that_is_not_taken_does_nothing()
    {
        const string flow = """
            text: input.text {"name": "text"}
            is: logic.condition {"value": "bad"}
            stop: control.fail {"message": "No."}
            out: output.text {"name": "out"}
            text.text -> is.value
            is.true -> stop.value
            is.false -> out.value
            """;
        var events = await Harness().RunAsync(flow, new { text = "good" });

        Assert.That(((RunCompleted)events[^1]).Outputs["out"].GetString(), Is.EqualTo("good"));
    }

    [TestCase("Not A Code")]
    [TestCase("a..b")]
    [TestCase("")]
    public void A_code_that_programs_could_not_rely_on_is_refused(string code) =>
        Assert.That(Catalogue.Find("control.fail")!.Check(JsonMembers.Of(new { message = "No.", code })).Select(problem => problem.Code), Is.EqualTo(new[] { "fail.code" }));

    [Test]
    public async Task Merge_passes_the_first_value_on_without_waiting_for_a_branch_that_takes_long()
    {
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var models = new AnsweringChatModels(async (_, _, token) =>
        {
            await slow.Task.WaitAsync(token);
            return "slow";
        });
        const string flow = """
            text: input.text {"name": "text"}
            ask: model.chat {"connection": "test", "model": "m"}
            quick: prompt.template {"template": "quick {{text}}"}
            merge: logic.merge {}
            after: prompt.template {"template": "{{first}} after"}
            out: output.text {"name": "out"}
            text.text -> ask.prompt
            text.text -> quick.text
            ask.text -> merge.values
            quick.text -> merge.values
            merge.value -> after.first
            after.text -> out.value
            """;
        var run = Harness(models).Start(flow, new { text = "one" });
        await foreach (var next in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            // The other branch is let go only when what hangs on the merge is through.
            if (next is NodeCompleted { Node: "out" }) slow.SetResult();
        }

        Assert.That(((RunCompleted)await run.Completion).Outputs["out"].GetString(), Is.EqualTo("quick one after"));
        Assert.That(run.Journal.ToList().OfType<NodeCompleted>().Select(completed => completed.Node), Does.Contain("ask"));
    }

    [Test]
    public async Task Merge_that_waits_passes_the_first_wires_value_once_all_are_through()
    {
        const string flow = """
            a: input.text {"name": "a"}
            b: input.text {"name": "b"}
            merge: logic.merge {"mode": "wait"}
            out: output.text {"name": "out"}
            b.text -> merge.values
            a.text -> merge.values
            merge.value -> out.value
            """;
        var events = await Harness().RunAsync(flow, new { a = "A", b = "B" });

        Assert.That(((RunCompleted)events[^1]).Outputs["out"].GetString(), Is.EqualTo("B"));
        Assert.That(events.ToList().FindIndex(each => each is NodeStarted { Node: "merge" }), Is.GreaterThan(events.ToList().FindIndex(each => each is NodeOutputGiven { Node: "a" })));
    }
}
