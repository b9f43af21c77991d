using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Flows;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Benchmarks;

/// <summary>From a flow to its plan: validating, binding settings, resolving ports. The plan that is kept is not used.</summary>
public class CompilationBenchmarks
{
    private readonly Bench _bench = new();
    private Flow _flow = new();

    [Params(10, 100, 1_000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Draw() => _flow = Drawing.Chain(Nodes);

    [Benchmark]
    public CompileResult Compile() => _bench.Compiler.CompileAnew(_flow, "hash");
}
