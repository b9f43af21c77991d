using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Nodes.Inputs;
using FlowBuilder.Nodes.Tests.Control;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Nodes.Tests.Flows;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class FlowCallNodeTests
{
    private const string Greeting = """
        who: input.text {"name": "who"}
        greet: prompt.template {"template": "Hello {{name}}!"}
        out: output.text {"name": "greeting"}
        who.text -> greet.name
        greet.text -> out.value
        """;

    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromAssemblies(typeof(TextInputNode).Assembly);

    [Test]
    public void Its_ports_are_the_inputs_and_results_of_the_flow_inside()
    {
        var ports = Catalogue.Find("flow.call")!.PortsOf(Call("call", Greeting));

        Assert.That(ports.Select(port => $"{port.Direction} {port.Id} {port.Type} {port.IsRequired}"), Is.EqualTo(new[]
        {
            "Input who text True", "Output greeting text False",
        }));
    }

    [Test]
    public void The_ports_of_a_stored_flow_are_those_of_the_interface_beside_its_id()
    {
        var known = FlowInterface.Of(FlowText.Parse(Greeting), Catalogue).ToJson();
        var node = new FlowNode { Id = new NodeId("call"), Type = "flow.call", Settings = JsonMembers.Of(new { flow = "greeting", @interface = known }) };

        Assert.That(
            Catalogue.Find("flow.call")!.PortsOf(node).Select(port => (port.Id, port.Type, port.IsRequired)),
            Is.EqualTo(new[] { ("who", PortType.Text, true), ("greeting", PortType.Text, false) }));
    }

    [Test]
    public async Task It_runs_the_flow_inside_and_tells_its_nodes_under_its_own_path()
    {
        var events = await Flows().RunAsync(Around(Call("call", Greeting), "call.who", "call.greeting"), Given("Ada"));

        Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Is.EqualTo("Hello Ada!"));
        Assert.That(events.Of("call/greet"), Is.EqualTo(new[] { "call/greet started", "call/greet output text Hello Ada!", "call/greet completed" }));
        Assert.That(events.Of("call")[^1], Is.EqualTo("call completed"));
        Assert.That(events.OfType<RunStarted>().Count(), Is.EqualTo(1));
        Assert.That(events.Select(runEvent => runEvent.Seq), Is.EqualTo(Enumerable.Range(1, events.Count)));
    }

    [Test]
    public async Task Values_of_any_type_go_in_and_come_out_as_they_are()
    {
        const string inside = """
            in: input.value {"name": "passages", "type": "documents"}
            out: output.value {"name": "passages", "type": "documents"}
            in.value -> out.value
            """;
        var flow = new Flow
        {
            Nodes =
            [
                .. FlowText.Parse("""
                    q: input.text {"name": "q"}
                    prompt: prompt.template {"template": "{{passages}}"}
                    answer: output.text {"name": "answer"}
                    """).Nodes,
                Call("call", inside),
            ],
            Edges = [Edge("q.text", "call.passages"), Edge("call.passages", "prompt.passages"), Edge("prompt.text", "answer.value")],
        };

        var events = await Flows().RunAsync(flow, new RunRequest { Inputs = FlowHarness.Inputs(new { q = "One passage." }) });

        Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Does.Contain("One passage."));
        Assert.That(
            events.OfType<NodeOutputGiven>().Where(output => output.Node == "call").Select(output => output.PortType),
            Is.EqualTo(new[] { "documents" }));
    }

    [Test]
    public async Task Text_inside_streams_out_while_it_is_made_and_usage_is_added_up()
    {
        var models = new ScriptedChatModels(new ScriptedChatClient(ScriptedAnswer.Of("one two three")));
        const string inside = """
            q: input.text {"name": "q"}
            chat: model.chat {"connection": "test", "model": "m"}
            out: output.text {"name": "a"}
            q.text -> chat.prompt
            chat.text -> out.value
            """;

        var events = await Flows(models).RunAsync(Around(Call("call", inside), "call.q", "call.a"), Given("Ada"));

        Assert.That(events.Of("call").Count(line => line.StartsWith("call delta a ", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(1));
        Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Is.EqualTo("one two three"));
        Assert.That(
            ((RunCompleted)events[^1]).Usage,
            Is.EqualTo(events.OfType<NodeCompleted>().Single(completed => completed.Node == "call/chat").Usage));
    }

    [Test]
    public async Task A_failure_inside_names_the_inner_node_and_fails_the_run_once()
    {
        const string inside = """
            who: input.text {"name": "who"}
            parse: transform.json {}
            out: output.json {"name": "data"}
            who.text -> parse.value
            parse.json -> out.value
            """;
        var events = await Flows().RunAsync(Around(Call("call", inside), "call.who", "call.data"), Given("{ not json"));

        var failed = (RunFailed)events[^1];
        Assert.That(failed.Node, Is.EqualTo("call"));
        Assert.That(failed.Fault.Text.English, Does.StartWith("Inside, at \""));
        Assert.That(events.OfType<NodeFailed>().Select(each => each.Node), Is.EqualTo(new[] { "call/parse", "call" }));
        Assert.That(events.Count(runEvent => runEvent.IsFinal), Is.EqualTo(1));
    }

    [Test]
    public async Task With_one_place_for_nodes_at_a_time_the_flow_inside_still_gets_it()
    {
        var events = await Flows(limits: new RunLimits { ParallelNodes = 1, ParallelNodesPerRun = 1 })
            .RunAsync(Around(Call("call", Greeting), "call.who", "call.greeting"), Given("Ada"));

        Assert.That(events[^1], Is.InstanceOf<RunCompleted>());
    }

    [Test]
    public async Task A_flow_inside_a_flow_inside_a_flow_has_a_path_of_three()
    {
        var middle = Around(Call("inner", Greeting), "inner.who", "inner.greeting");
        var flow = Around(Call("outer", middle), "outer.q", "outer.answer");

        var events = await Flows().RunAsync(flow, Given("Ada"));

        Assert.That(events.Of("outer/inner/greet"), Does.Contain("outer/inner/greet output text Hello Ada!"));
        Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Is.EqualTo("Hello Ada!"));
    }

    [Test]
    public async Task A_stored_flow_is_found_and_run()
    {
        var store = new OneFlowStore("greeting", FlowText.Parse(Greeting));
        var call = StoredCall(FlowInterface.Of(FlowText.Parse(Greeting), Catalogue));

        var events = await Flows(store: store).RunAsync(Around(call, "call.who", "call.greeting"), Given("Ada"));

        Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Is.EqualTo("Hello Ada!"));
    }

    [Test]
    [Hazard("BAD-26")]
    public async Task A_stored_flow_that_runs_itself_is_stopped_with_a_reason()
    {
        var own = Around(StoredCall(new FlowInterface([new("q", PortType.Text)], [new("answer", PortType.Text)])), "call.q", "call.answer");
        var store = new OneFlowStore("greeting", own);

        var events = await Flows(store: store).RunAsync(own, Given("Ada"));

        Assert.That(((RunFailed)events[^1]).Fault.Code, Is.EqualTo("flow.recursion"));
        Assert.That(events, Has.Count.LessThan(40));
    }

    [Test]
    public async Task A_flow_that_is_not_there_says_so()
    {
        var call = StoredCall(new FlowInterface([new("who", PortType.Text)], [new("greeting", PortType.Text)]));

        var events = await Flows().RunAsync(Around(call, "call.who", "call.greeting"), Given("Ada"));

        Assert.That(((RunFailed)events[^1]).Fault.Code, Is.EqualTo("flow.missing"));
    }

    [Test]
    public void What_is_wrong_inside_is_told_with_its_path_and_keeps_the_outer_flow_from_running_only()
    {
        var call = Call("call", """
            who: input.text {"name": "who"}
            nowhere: no.such
            out: output.text {"name": "greeting"}
            """);

        var problems = new FlowValidator(Catalogue).Check(Around(call, "call.who", "call.greeting"));

        var inside = problems.Where(problem => problem.Path.StartsWith("$.nodes[1].settings.flow.", StringComparison.Ordinal)).ToList();
        Assert.That(inside.Select(problem => $"{problem.Code} {problem.Path}"), Is.EquivalentTo(new[]
        {
            "node.unknown-type $.nodes[1].settings.flow.nodes[1].type",
            "input.not-connected $.nodes[1].settings.flow.nodes[2]",
        }));
        Assert.That(inside, Has.All.Matches<FlowDiagnostic>(problem => problem.Severity == DiagnosticSeverity.Incomplete && problem.Node == call.Id && problem.Setting == "flow"));
    }

    [Test]
    public async Task Stopping_the_run_stops_the_flow_inside()
    {
        var models = new ScriptedChatModels(new ScriptedChatClient(ScriptedAnswer.Of("never") with { Before = _ => new TaskCompletionSource().Task }));
        const string inside = """
            q: input.text {"name": "q"}
            chat: model.chat {"connection": "test", "model": "m"}
            out: output.text {"name": "a"}
            q.text -> chat.prompt
            chat.text -> out.value
            """;
        var run = Flows(models).Start(Around(Call("call", inside), "call.q", "call.a"), Given("Ada"));
        await foreach (var runEvent in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (runEvent is NodeStarted { Node: "call/chat" }) run.Cancel();
        }

        Assert.That(run.Journal.ToList()[^1], Is.InstanceOf<RunCancelled>());
        Assert.That(run.Journal.ToList().Of("call/chat"), Is.EqualTo(new[] { "call/chat started", "call/chat cancelled" }));
    }

    private static FlowHarness Flows(IChatModels? models = null, RunLimits? limits = null, IFlowStore? store = null)
    {
        var services = new ServiceCollection();
        if (models is not null) services.AddSingleton(models);
        if (store is not null) services.AddSingleton(store);
        return new FlowHarness(Catalogue, services.BuildServiceProvider(), limits);
    }

    private static RunRequest Given(string text) => new() { Inputs = FlowHarness.Inputs(new { q = text }) };

    private static FlowNode Call(string id, string inside) => Call(id, FlowText.Parse(inside));

    private static FlowNode Call(string id, Flow inside) => new()
    {
        Id = new NodeId(id),
        Type = "flow.call",
        Settings = JsonMembers.Empty.With("flow", SubFlow.ToSetting(inside, Catalogue)),
    };

    private static FlowNode StoredCall(FlowInterface known) => new()
    {
        Id = new NodeId("call"),
        Type = "flow.call",
        Settings = JsonMembers.Empty.With("flow", JsonSerializer.SerializeToElement("greeting")).With("interface", known.ToJson()),
    };

    // A question goes in at one port and what comes out at another is the answer.
    private static Flow Around(FlowNode call, string input, string output)
    {
        var ends = FlowText.Parse("""
            q: input.text {"name": "q"}
            answer: output.text {"name": "answer"}
            """).Nodes;
        return new Flow { Name = "around", Nodes = [ends[0], call, ends[1]], Edges = [Edge("q.text", input), Edge(output, "answer.value")] };
    }

    private static FlowEdge Edge(string from, string to) =>
        PortAddress.TryParse(from, out var source) && PortAddress.TryParse(to, out var target)
            ? new FlowEdge(source, target)
            : throw new ArgumentException($"{from} -> {to}");
}
