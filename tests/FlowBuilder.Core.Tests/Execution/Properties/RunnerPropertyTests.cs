using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Runs;
using FlowBuilder.Testing.Time;

namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>Flows of any shape, each drawn from a seed that a failure names.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RunnerPropertyTests
{
    private const int Flows = 150;

    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(
        typeof(MixNode), typeof(WholeNode), typeof(ReaderNode), typeof(RelayNode), typeof(HandOnNode));

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(64)]
    public async Task Every_run_keeps_the_rules_whatever_fails(int parallelNodes)
    {
        var flows = Harness(parallelNodes);
        for (var seed = 0; seed < Flows; seed++)
        {
            var flow = new RandomFlow(seed) { MayStop = true }.Draw();

            var events = await flows.RunAsync(flow);

            Check(seed, flow, events, parallelNodes);
        }
    }

    [TestCase(2)]
    [TestCase(64)]
    public async Task Every_run_keeps_the_rules_whenever_it_is_cancelled(int parallelNodes)
    {
        var flows = Harness(parallelNodes);
        for (var seed = 0; seed < Flows; seed++)
        {
            var flow = new RandomFlow(seed) { MayStop = true }.Draw();
            var moment = new Random(seed).Next(1, (4 * flow.Nodes.Length) + 2);

            var run = flows.Start(flow, new RunRequest());
            await foreach (var runEvent in run.Journal.ReadAsync(0, CancellationToken.None))
            {
                if (runEvent.Seq == moment) run.Cancel();
            }

            Check(seed, flow, run.Journal.ToList(), parallelNodes);
        }
    }

    [TestCase(1)]
    [TestCase(64)]
    public async Task Every_run_gives_what_its_nodes_one_after_the_other_would_give(int parallelNodes)
    {
        var flows = Harness(parallelNodes);
        for (var seed = 0; seed < Flows; seed++)
        {
            var flow = new RandomFlow(seed).Draw();

            var events = await flows.RunAsync(flow);

            Check(seed, flow, events, parallelNodes);
            Assert.That(Given(flow, events), Is.EqualTo(new Oracle(flow).Expected()), $"seed {seed}");
        }
    }

    private static FlowHarness Harness(int parallelNodes) => new(
        Catalogue,
        limits: new RunLimits { ParallelNodesPerRun = parallelNodes, CancelGrace = TestTimeouts.Long * 4 },
        time: new HurriedTime(TestTimeouts.Long * 2));

    private static void Check(int seed, Flow flow, IReadOnlyList<RunEvent> events, int parallelNodes)
    {
        var broken = new RunRules(flow, events)
        {
            ParallelNodes = parallelNodes,
            TakesLive = edge => flow.Find(edge.To.Node)!.Type is "play.reader" or "play.relay" or "play.hand-on" && edge.To.Port != "beside",
            HandsOn = edge => flow.Find(edge.From.Node)!.Type == "play.hand-on",
        }.Broken();
        if (broken.Count == 0) return;
        TestContext.Out.WriteLine($"Seed {seed}:");
        foreach (var edge in flow.Edges) TestContext.Out.WriteLine($"  {edge.From} -> {edge.To}");
        foreach (var line in events.Lines()) TestContext.Out.WriteLine($"  {line}");
        Assert.Fail($"Seed {seed}: {string.Join("; ", broken)}");
    }

    private static IReadOnlyList<string> Given(Flow flow, IReadOnlyList<RunEvent> events)
    {
        var snapshot = RunSnapshot.Of(events);
        return [.. flow.Nodes.Select(node => $"{node.Id} {snapshot.Nodes[node.Id.Value].Status} " + string.Join(
            ' ',
            snapshot.Nodes[node.Id.Value].Outputs.OrderBy(output => "left right error".IndexOf(output.Key, StringComparison.Ordinal))
                .Select(output => $"{output.Key}={(output.Value.Value is JsonElement fault ? fault.GetProperty("code").GetString() : output.Value.Value)}")))];
    }
}
