using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Testing.Flows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Testing.Runs;

/// <summary>A compiler and a runner over chosen node types, for tests that run flows and read their events.</summary>
public sealed class FlowHarness
{
    private readonly FlowRunner _runner;

    public FlowHarness(NodeCatalogue catalogue, IServiceProvider? services = null, RunLimits? limits = null, TimeProvider? time = null)
    {
        Catalogue = catalogue;
        Compiler = new FlowCompiler(catalogue, services ?? new ServiceCollection().BuildServiceProvider());
        _runner = new FlowRunner(limits ?? new RunLimits(), time ?? TimeProvider.System, NullLogger<FlowRunner>.Instance);
    }

    public NodeCatalogue Catalogue { get; }

    public FlowCompiler Compiler { get; }

    public static FlowHarness Of(params Type[] nodeClasses) => new(NodeCatalogue.FromClasses(nodeClasses));

    public FlowRun Start(string flow, object? inputs = null) => Start(FlowText.Parse(flow), new RunRequest { Inputs = Inputs(inputs) });

    public FlowRun Start(Flow flow, RunRequest request)
    {
        var compiled = Compiler.Compile(flow);
        if (compiled.Plan is null)
            throw new InvalidOperationException(string.Join("\n", compiled.Diagnostics.Select(problem => $"{problem.Code} {problem.Path} {problem.Text.English}")));
        return _runner.Start(flow, compiled.Plan, request);
    }

    /// <summary>Runs to the end and gives every event.</summary>
    public async Task<IReadOnlyList<RunEvent>> RunAsync(string flow, object? inputs = null)
    {
        var run = Start(flow, inputs);
        await run.Completion.WaitAsync(TestTimeouts.Long);
        return run.Journal.ToList();
    }

    /// <summary>The same, for a flow that is at hand.</summary>
    public async Task<IReadOnlyList<RunEvent>> RunAsync(Flow flow, RunRequest? request = null)
    {
        var run = Start(flow, request ?? new RunRequest());
        await run.Completion.WaitAsync(TestTimeouts.Long);
        return run.Journal.ToList();
    }

    public static IReadOnlyDictionary<string, JsonElement> Inputs(object? values) => values is null
        ? new Dictionary<string, JsonElement>()
        : JsonMembers.Of(values).ToDictionary(member => member.Key, member => member.Value);
}
