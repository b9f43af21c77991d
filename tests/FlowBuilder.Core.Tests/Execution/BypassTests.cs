using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Core.Tests.Execution;

/// <summary>What a node does that is bypassed.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class BypassTests
{
    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(
        typeof(SourceNode), typeof(AppendNode), typeof(WordsNode), typeof(UpperNode), typeof(ForkNode), typeof(JoinNode), typeof(FailNode), typeof(ResultTestNode));

    private readonly FlowHarness _flows = new(Catalogue);

    [Test]
    public async Task A_bypassed_node_passes_its_input_on_and_ends_once_as_skipped()
    {
        var events = await _flows.RunAsync(Bypassed("b", """
            a: test.source {"value": "hello"}
            b: test.append {"suffix": "!"}
            c: test.append {"suffix": "?"}
            a.text -> b.text
            b.text -> c.text
            """));

        Assert.That(events.Of("b"), Is.EqualTo(new[] { "b output text hello", "b skipped" }));
        Assert.That(events.Of("c"), Does.Contain("c output text hello?"));
        Assert.That(events[^1], Is.InstanceOf<RunCompleted>());
        Assert.That(RunSnapshot.Of(events).Nodes["b"].Reason?.English, Does.Contain("bypassed"));
    }

    [Test]
    public async Task A_live_text_goes_through_a_bypassed_node_while_it_is_made()
    {
        var gate = new Gate();
        var flows = new FlowHarness(Catalogue, new ServiceCollection().AddSingleton(gate).BuildServiceProvider());
        var run = flows.Start(Bypassed("b", """
            model: test.words {"words": "one two"}
            b: test.append
            upper: test.upper
            model.text -> b.text
            b.text -> upper.text
            """), new RunRequest());

        gate.Open();
        await foreach (var runEvent in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (runEvent.Line() != "upper delta text ONE ") continue;
            Assert.That(run.Completion.IsCompleted, Is.False);
            gate.Open();
        }

        Assert.That(run.Journal.ToList().Of("upper"), Does.Contain("upper output text ONE TWO "));
        Assert.That(run.Journal.ToList().Of("b"), Is.EqualTo(new[] { "b delta text one ", "b delta text two ", "b output text one two ", "b skipped" }));
    }

    [Test]
    public async Task A_bypassed_node_without_a_wired_input_gives_nothing_and_what_hangs_on_it_is_skipped()
    {
        var events = await _flows.RunAsync(Bypassed("a", """
            a: test.source {"value": "hello"}
            b: test.append
            a.text -> b.text
            """));

        Assert.That(events.Of("a"), Is.EqualTo(new[] { "a skipped" }));
        Assert.That(events.Of("b"), Is.EqualTo(new[] { "b skipped" }));
        Assert.That(events[^1], Is.InstanceOf<RunCompleted>());
    }

    [Test]
    public async Task A_bypassed_result_gives_no_result()
    {
        var events = await _flows.RunAsync(Bypassed("out", """
            a: test.source {"value": "hello"}
            out: test.result
            a.text -> out.value
            """));

        Assert.That(((RunCompleted)events[^1]).Outputs, Is.Empty);
    }

    [Test]
    public async Task A_node_that_would_fail_does_not_when_it_is_bypassed()
    {
        var events = await _flows.RunAsync(Bypassed("b", """
            a: test.source {"value": "hello"}
            b: test.fail
            c: test.append
            a.text -> b.text
            b.text -> c.text
            """));

        Assert.That(events.Of("c"), Does.Contain("c output text hello+"));
    }

    [Test]
    public void A_missing_input_of_a_bypassed_node_is_no_problem()
    {
        const string flow = """
            a: test.source {"value": "x"}
            b: test.append
            """;

        Assert.That(Codes(FlowText.Parse(flow)), Does.Contain(DiagnosticCodes.InputNotConnected));
        Assert.That(Codes(Bypassed("b", flow)), Does.Not.Contain(DiagnosticCodes.InputNotConnected));
    }

    [Test]
    public void Bypassing_a_node_is_another_flow_to_run_and_is_written_behind_the_rest_of_the_node()
    {
        var format = new FlowFormat(Catalogue);
        var flow = FlowText.Parse("""a: test.append {"suffix": "!"} !retries 2""");
        var bypassed = Bypassed("a", """a: test.append {"suffix": "!"} !retries 2""");

        var text = System.Text.Encoding.UTF8.GetString(format.Write(bypassed));

        Assert.That(format.SemanticHash(bypassed), Is.Not.EqualTo(format.SemanticHash(flow)));
        Assert.That(text, Does.Contain("""
                  "policy": { "retries": 2 },
                  "bypassed": true }
            """));
        Assert.That(format.Read(format.Write(bypassed)).Flow!.Nodes[0].IsBypassed, Is.True);
        Assert.That(System.Text.Encoding.UTF8.GetString(format.Write(flow)), Does.Not.Contain("bypassed"));
    }

    [Test]
    public void A_bypassed_that_is_neither_true_nor_false_is_refused()
    {
        var read = new FlowFormat(Catalogue).Read("""
            { "format": "flowbuilder/1", "name": "x", "nodes": [{ "id": "a", "type": "test.append", "bypassed": "yes" }], "edges": [] }
            """u8.ToArray());

        Assert.That(read.Flow, Is.Null);
        Assert.That(read.Diagnostics.Select(problem => $"{problem.Code} {problem.Path}"), Does.Contain("member.wrong-type $.nodes[0].bypassed"));
    }

    private static Flow Bypassed(string id, string text)
    {
        var flow = FlowText.Parse(text);
        return flow with { Nodes = [.. flow.Nodes.Select(node => node.Id.Value == id ? node with { IsBypassed = true } : node)] };
    }

    private static IEnumerable<string> Codes(Flow flow) => new FlowValidator(Catalogue).Check(flow).Select(problem => problem.Code);
}
