using FlowBuilder.Benchmarks.Nodes;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Benchmarks.Flows;

/// <summary>A compiler and a runner over the benchmarks' nodes.</summary>
internal sealed class Bench
{
    public Bench()
    {
        Catalogue = NodeCatalogue.FromClasses(typeof(StartNode), typeof(PassNode), typeof(ChunksNode), typeof(RelayNode));
        Compiler = new FlowCompiler(Catalogue, new ServiceCollection().AddSingleton(Metronome).BuildServiceProvider());
        Runner = new FlowRunner(new RunLimits(), TimeProvider.System, NullLogger<FlowRunner>.Instance);
    }

    public Metronome Metronome { get; } = new();

    public NodeCatalogue Catalogue { get; }

    public FlowCompiler Compiler { get; }

    public FlowRunner Runner { get; }

    public FlowPlan Compile(Flow flow)
    {
        var compiled = Compiler.Compile(flow);
        return compiled.Plan ?? throw new InvalidOperationException(string.Join("\n", compiled.Diagnostics));
    }
}
