using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Flows;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Benchmarks;

/// <summary>A whole run of nodes that do nothing, from the call to the final event: what the runner itself takes.</summary>
public class RunBenchmarks
{
    private readonly Bench _bench = new();
    private Flow _chain = new();
    private Flow _wide = new();
    private FlowPlan? _chainPlan;
    private FlowPlan? _widePlan;

    [Params(10, 100, 1_000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        (_chain, _wide) = (Drawing.Chain(Nodes), Drawing.Wide(Nodes));
        (_chainPlan, _widePlan) = (_bench.Compile(_chain), _bench.Compile(_wide));
    }

    [Benchmark]
    public Task Chain() => RunAsync(_chain, _chainPlan!);

    [Benchmark]
    public Task Parallel() => RunAsync(_wide, _widePlan!);

    private async Task RunAsync(Flow flow, FlowPlan plan)
    {
        var final = await _bench.Runner.Start(flow, plan, new RunRequest()).Completion;
        if (final is not RunCompleted) throw new InvalidOperationException($"The run ended with {final}.");
    }
}
