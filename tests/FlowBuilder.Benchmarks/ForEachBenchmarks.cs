using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FlowBuilder.Core;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes.Control;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Benchmarks;

/// <summary>A flow of three nodes run for each item of a list, sixteen at once: what the repetition itself takes, and what its journal holds.</summary>
public class ForEachBenchmarks
{
    private const string File = """
        {
          "format": "flowbuilder/1",
          "name": "each",
          "nodes": [
            { "id": "list", "type": "input.json", "settings": { "name": "list" } },
            { "id": "each", "type": "control.for-each", "settings": { "parallel": 16, "limit": 10000, "flow": {
              "format": "flowbuilder/1",
              "name": "inside",
              "nodes": [
                { "id": "item", "type": "input.text", "settings": { "name": "item" } },
                { "id": "say", "type": "prompt.template", "settings": { "template": "Item {{item}} of the list, as a text of the length that an answer has in a batch of short ones." } },
                { "id": "out", "type": "output.text", "settings": { "name": "said" } }
              ],
              "edges": [{ "from": "item.text", "to": "say.item" }, { "from": "say.text", "to": "out.value" }]
            } } },
            { "id": "out", "type": "output.json", "settings": { "name": "results" } }
          ],
          "edges": [{ "from": "list.value", "to": "each.items" }, { "from": "each.results", "to": "out.value" }]
        }
        """;

    private readonly NodeCatalogue _catalogue = NodeCatalogue.FromAssemblies(typeof(ForEachNode).Assembly);
    private readonly FlowRunner _runner = new(new RunLimits(), TimeProvider.System, NullLogger<FlowRunner>.Instance);
    private FlowPlan? _plan;
    private Flow _flow = new();
    private RunRequest _request = new();
    private IReadOnlyList<RunEvent> _events = [];

    [Params(100, 1_000, 10_000)]
    public int Items { get; set; }

    [GlobalSetup(Target = nameof(Run))]
    public void Draw()
    {
        _flow = new FlowFormat(_catalogue).Read(Encoding.UTF8.GetBytes(File)).Flow!;
        _plan = new FlowCompiler(_catalogue, new ServiceCollection().BuildServiceProvider()).Compile(_flow).Plan!;
        var list = JsonSerializer.SerializeToElement(Enumerable.Range(0, Items).Select(item => item.ToString(CultureInfo.InvariantCulture)));
        _request = new RunRequest { Inputs = new Dictionary<string, JsonElement> { ["list"] = list } };
    }

    /// <summary>What a run needs at most beside what it keeps: the memory in use is looked at while it runs, after a collection each time.</summary>
    [GlobalSetup(Target = nameof(RunAndRead))]
    public async Task SayMemoryAsync()
    {
        Draw();
        await Run();
        _events = [];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        var run = _runner.Start(_flow, _plan!, _request with { RunId = Guid.NewGuid().ToString("N") });
        while (!run.Completion.IsCompleted)
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            await Task.Yield();
        }

        var kept = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"// {Items:N0} items: {(most - before) / 1024:N0} KiB in use at most, {(kept - before) / 1024:N0} KiB kept by the run and its journal of {run.Journal.LastSeq:N0} events"));
    }

    [Benchmark(Baseline = true)]
    public async Task Run()
    {
        var run = _runner.Start(_flow, _plan!, _request with { RunId = Guid.NewGuid().ToString("N") });
        if (await run.Completion is not RunCompleted) throw new InvalidOperationException("The run did not complete.");
        _events = run.Journal.ToList();
    }

    /// <summary>What a window does that joins at the end.</summary>
    [Benchmark]
    public async Task RunAndRead()
    {
        await Run();
        if (RunSnapshot.Of(_events).Ended != 3) throw new InvalidOperationException("The nodes of the flow itself are three.");
    }

    [GlobalCleanup]
    public void Say()
    {
        var bytes = _events.Sum(runEvent => (long)JsonSerializer.SerializeToUtf8Bytes(runEvent, CoreJson.Options).Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// {Items:N0} items: {_events.Count:N0} events, {bytes / 1024:N0} KiB as JSON"));
    }
}
