using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Nodes.Inputs;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Nodes.Tests.Guards;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class MaskedFlowTests
{
    private const string Masked = """
        in: input.text {"name": "letter"}
        mask: guard.mask {}
        ask: model.chat {"temperature": 0}
        restore: guard.restore {}
        out: output.text {"name": "answer"}
        in.text -> mask.text
        mask.text -> ask.prompt
        ask.text -> restore.text
        restore.text -> out.value
        """;

    private const string Letter = "저는 김민지(kim@example.com, 010-1234-5678)입니다. 주민등록번호 900101-1234568, card 4111 1111 1111 1111, kim@example.com!";

    private static readonly string[] Secrets = ["kim@example.com", "010-1234-5678", "900101-1234568", "4111 1111 1111 1111"];

    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromAssemblies(typeof(TextInputNode).Assembly);

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(100)]
    public async Task The_model_sees_only_placeholders_and_the_answer_has_the_true_values(int chunk)
    {
        var model = new EchoChatClient(chunk, text => $"You wrote: {text}");

        var events = await Flows(model).RunAsync(Masked, new { letter = Letter });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Is.EqualTo($"You wrote: {Letter}"));
            Assert.That(model.Seen, Has.Count.EqualTo(1));
            foreach (var secret in Secrets) Assert.That(model.Seen[0], Does.Not.Contain(secret));
            Assert.That(model.Seen[0], Does.Contain("[EMAIL_").And.Contain("[PHONE_").And.Contain("[RESIDENT_").And.Contain("[CARD_"));
        }
    }

    [Test]
    public async Task No_event_holds_a_placeholder_together_with_what_it_stands_for()
    {
        var events = await Flows(new EchoChatClient(3)).RunAsync(Masked, new { letter = Letter });

        var written = events.Select(runEvent => JsonSerializer.Serialize(runEvent, CoreJson.Options)).ToList();
        using (Assert.EnterMultipleScope())
        {
            foreach (var secret in Secrets) Assert.That(written.Where(json => json.Contains(secret, StringComparison.Ordinal) && Placeholder().IsMatch(json)), Is.Empty);
            foreach (var node in events.OfType<NodeEvent>().Where(runEvent => runEvent.Node is "mask" or "ask").Select(runEvent => JsonSerializer.Serialize<RunEvent>(runEvent, CoreJson.Options)))
                Assert.That(Secrets.Where(secret => node.Contains(secret, StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public async Task Restored_text_comes_while_the_model_still_writes()
    {
        var last = new TaskCompletionSource();
        var model = new EchoChatClient(4) { BeforeLast = last.Task };
        var run = Flows(model).Start(Masked, new { letter = "kim@example.com wrote a letter" });

        await foreach (var runEvent in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (runEvent is NodeDelta { Node: "restore" } delta && delta.Text.Contains("kim@example.com", StringComparison.Ordinal)) break;
        }

        Assert.That(run.Journal.IsEnded, Is.False);
        last.SetResult();
        Assert.That(((RunCompleted)await run.Completion.WaitAsync(TestTimeouts.Long)).Outputs["answer"].GetString(), Is.EqualTo("kim@example.com wrote a letter"));
    }

    [Test]
    public async Task A_flow_inside_knows_the_placeholders_of_the_run_around_it()
    {
        const string inside = """
            in: input.text {"name": "text"}
            restore: guard.restore {}
            out: output.text {"name": "text"}
            in.text -> restore.text
            restore.text -> out.value
            """;
        var call = new FlowNode { Id = new NodeId("call"), Type = "flow.call", Settings = JsonMembers.Empty.With("flow", SubFlow.ToSetting(FlowText.Parse(inside), Catalogue)) };
        var flow = FlowText.Parse("""
            in: input.text {"name": "letter"}
            mask: guard.mask {}
            out: output.text {"name": "answer"}
            in.text -> mask.text
            mask.text -> call.text
            call.text -> out.value
            """);

        var events = await Flows(new EchoChatClient(3)).RunAsync(flow with { Nodes = flow.Nodes.Add(call) }, new RunRequest { Inputs = FlowHarness.Inputs(new { letter = Letter }) });

        Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Is.EqualTo(Letter));
    }

    [TestCase("only")]
    [TestCase("from")]
    public async Task A_run_of_the_restoring_node_alone_fills_the_memory_anew_and_does_not_ask_the_model_again(string how)
    {
        var model = new EchoChatClient(3);
        var host = Host(model);
        var command = new RunCommand(FlowText.Parse(Masked)) { FlowId = "f", Inputs = FlowHarness.Inputs(new { letter = Letter }) };
        await (await host.StartAsync(command, CancellationToken.None)).Completion;

        var again = await host.StartAsync(how == "only" ? command with { Only = new HashSet<NodeId> { new("restore") } } : command with { From = "restore" }, CancellationToken.None);
        await again.Completion;

        var nodes = RunSnapshot.Of(again.Journal.ToList()).Nodes;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(nodes["restore"].TextOf("text"), Is.EqualTo(Letter));
            Assert.That((nodes["mask"].Origin, nodes["ask"].Origin, nodes["in"].Origin), Is.EqualTo((ResultOrigin.Run, ResultOrigin.EarlierRun, ResultOrigin.EarlierRun)));
            Assert.That(model.Seen, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_pinned_answer_of_the_model_is_restored_after_the_masking_has_ended()
    {
        var host = Host(new EchoChatClient(3));
        var command = new RunCommand(FlowText.Parse(Masked)) { FlowId = "f", Inputs = FlowHarness.Inputs(new { letter = Letter }) };
        var earlier = await host.StartAsync(command, CancellationToken.None);
        await earlier.Completion;
        var answer = RunSnapshot.Of(earlier.Journal.ToList()).Nodes["ask"].Outputs;

        for (var i = 0; i < 20; i++)
        {
            var run = await host.StartAsync(command with { Pins = new Dictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>> { [new NodeId("ask")] = answer } }, CancellationToken.None);
            Assert.That(((RunCompleted)await run.Completion).Outputs["answer"].GetString(), Is.EqualTo(Letter));
        }
    }

    [Test]
    public async Task A_cached_answer_of_the_model_is_restored_too()
    {
        var model = new EchoChatClient(3);
        var flows = Flows(model);

        var first = await flows.RunAsync(Masked, new { letter = Letter });
        var second = await flows.RunAsync(Masked, new { letter = Letter });

        Assert.That(second.Of("ask"), Has.Member("ask completed cached"));
        Assert.That(((RunCompleted)second[^1]).Outputs["answer"].GetString(), Is.EqualTo(((RunCompleted)first[^1]).Outputs["answer"].GetString()).And.EqualTo(Letter));
    }

    private static System.Text.RegularExpressions.Regex Placeholder() => new("\\[(EMAIL|PHONE|RESIDENT|CARD)_");

    private static ServiceProvider Services(EchoChatClient model) => new ServiceCollection().AddSingleton<IChatModels>(new EchoChatModels(model)).BuildServiceProvider();

    private static FlowHarness Flows(EchoChatClient model) => new(Catalogue, Services(model));

    private static RunHost Host(EchoChatClient model)
    {
        var limits = new RunLimits();
        return new RunHost(
            new FlowCompiler(Catalogue, Services(model)),
            new RunPreparation(Catalogue),
            new FlowRunner(limits, TimeProvider.System, NullLogger<FlowRunner>.Instance),
            new MemoryRunArchive(),
            limits,
            NullLogger<RunHost>.Instance);
    }
}
