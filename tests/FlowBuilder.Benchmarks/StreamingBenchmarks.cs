using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Flows;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Benchmarks;

/// <summary>A text that streams through three nodes; all figures are per piece.</summary>
public class StreamingBenchmarks
{
    private const int Pieces = 1_000;

    private readonly Bench _bench = new();
    private readonly Flow _flow = Drawing.Stream(relays: 3);
    private FlowPlan? _plan;

    [GlobalSetup]
    public void Compile()
    {
        _plan = _bench.Compile(_flow);
        _bench.Metronome.Beats = Pieces;
    }

    /// <summary>From the source's waking up to the piece of the third node after it, read from the journal: one piece under way at a time.</summary>
    [Benchmark(OperationsPerInvoke = Pieces)]
    public async Task Latency()
    {
        _bench.Metronome.IsOn = true;
        var run = _bench.Runner.Start(_flow, _plan!, new RunRequest());
        _bench.Metronome.Beat();
        var seen = 0;
        await foreach (var runEvent in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (runEvent is not NodeDelta { Node: "n3" }) continue;
            if (++seen < Pieces) _bench.Metronome.Beat();
        }
    }

    /// <summary>As fast as it goes, with a reader that follows the journal.</summary>
    [Benchmark(OperationsPerInvoke = Pieces)]
    public async Task Throughput()
    {
        _bench.Metronome.IsOn = false;
        var run = _bench.Runner.Start(_flow, _plan!, new RunRequest());
        await foreach (var batch in run.Journal.ReadBatchesAsync(0, CancellationToken.None)) _ = batch.Count;
    }
}
