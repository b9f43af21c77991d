using System.Text.Json;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Runs;
using static FlowBuilder.Nodes.Tests.Control.ControlFlows;

namespace FlowBuilder.Nodes.Tests.Control;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class RepeatNodeTests
{
    private const string Growing = """
        text: input.text {"name": "text"}
        round: input.number {"name": "round", "required": false}
        grow: prompt.template {"template": "{{text}}{{round}}"}
        out: output.text {"name": "text"}
        text.text -> grow.text
        round.value -> grow.round
        grow.text -> out.value
        """;

    private const string Around = """
        text: input.text {"name": "text"}
        loop: control.repeat SETTINGS
        out: output.text {"name": "text"}
        text.text -> loop.text
        loop.text -> out.value
        """;

    [Test]
    public void Its_ports_are_the_flows_own_and_what_the_repetition_says_of_itself()
    {
        var node = With("loop: control.repeat {}", "loop", Growing).Nodes[0];

        Assert.That(
            Catalogue.Find("control.repeat")!.PortsOf(node).Select(port => $"{port.Direction} {port.Id} {port.Type}"),
            Is.EqualTo(new[] { "Input text text", "Output rounds number", "Output met boolean", "Output text text" }));
    }

    [Test]
    public async Task Results_go_back_into_inputs_of_their_names_until_the_condition_holds()
    {
        var events = await Harness().RunAsync(Flow(new { @operator = "endsWith", value = "123", limit = 10 }), Given(new { text = "n" }));

        Assert.That(((RunCompleted)events[^1]).Outputs["text"].GetString(), Is.EqualTo("n123"));
        Assert.That(Outputs(events), Is.EqualTo(new[] { "text \"n123\"", "rounds 3", "met true" }));
        Assert.That(events.Of("loop[2]/grow"), Does.Contain("loop[2]/grow output text n12"));
    }

    [Test]
    public async Task One_that_never_ends_gives_its_last_result_at_the_limit()
    {
        var events = await Harness().RunAsync(Flow(new { @operator = "isEmpty", limit = 4 }), Given(new { text = "n" }));

        Assert.That(Outputs(events), Is.EqualTo(new[] { "text \"n1234\"", "rounds 4", "met false" }));
    }

    [Test]
    public async Task Or_it_fails_there()
    {
        var events = await Harness().RunAsync(Flow(new { @operator = "isEmpty", limit = 4, atLimit = "fail" }), Given(new { text = "n" }));

        Assert.That(((RunFailed)events[^1]).Fault.Code, Is.EqualTo("repeat.limit"));
        Assert.That(events.OfType<NodeStarted>().Count(started => started.Node.EndsWith("/grow", StringComparison.Ordinal)), Is.EqualTo(4));
    }

    [Test]
    public async Task One_that_would_go_on_for_long_stops_at_once_when_it_is_stopped()
    {
        var models = new AnsweringChatModels(async (_, _, token) =>
        {
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            return "again";
        });
        const string asking = """
            text: input.text {"name": "text"}
            ask: model.chat {"connection": "test", "model": "m"}
            out: output.text {"name": "text"}
            text.text -> ask.prompt
            ask.text -> out.value
            """;
        var run = Harness(models).Start(With(Around.Replace("SETTINGS", """{"operator": "isEmpty", "limit": 1000}""", StringComparison.Ordinal), "loop", asking), Given(new { text = "n" }));
        await foreach (var next in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (next is NodeStarted { Node: "loop[3]/ask" }) run.Cancel();
        }

        Assert.That(await run.Completion.WaitAsync(TestTimeouts.Long), Is.InstanceOf<RunCancelled>());
        Assert.That(run.Journal.ToList().OfType<NodeStarted>().Count(started => started.Node.EndsWith("/ask", StringComparison.Ordinal)), Is.LessThan(1000));
    }

    [Test]
    public async Task A_result_that_the_flow_does_not_have_is_named()
    {
        var events = await Harness().RunAsync(Flow(new { result = "score" }), Given(new { text = "n" }));

        Assert.That(((RunFailed)events[^1]).Fault.Text.English, Does.Contain("\"score\""));
    }

    private static Flow Flow(object settings)
    {
        var text = Around.Replace("SETTINGS", JsonSerializer.Serialize(settings), StringComparison.Ordinal) + """

            rounds: output.value {"name": "rounds"}
            met: output.value {"name": "met"}
            loop.rounds -> rounds.value
            loop.met -> met.value
            """;
        return With(text, "loop", Growing);
    }

    private static IEnumerable<string> Outputs(IEnumerable<RunEvent> events) =>
        events.OfType<NodeOutputGiven>().Where(output => output.Node == "loop").Select(output => $"{output.Port} {output.Value.GetRawText()}");
}
