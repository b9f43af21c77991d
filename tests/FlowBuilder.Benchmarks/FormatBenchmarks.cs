using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Flows;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Benchmarks;

/// <summary>The file of a flow: written in its canonical form, read with every check, hashed for what it does.</summary>
public class FormatBenchmarks
{
    private readonly FlowFormat _format = new(new Bench().Catalogue);
    private Flow _flow = new();
    private byte[] _file = [];

    [Params(10, 100, 1_000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        _flow = Drawing.Chain(Nodes);
        _file = _format.Write(_flow);
    }

    [Benchmark]
    public byte[] Write() => _format.Write(_flow);

    [Benchmark]
    public FlowReadResult Read() => _format.Read(_file);

    [Benchmark]
    public string SemanticHash() => _format.SemanticHash(_flow);
}
