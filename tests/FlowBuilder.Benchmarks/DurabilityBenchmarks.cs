using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Flows;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Benchmarks;

/// <summary>Runs of a flow of two nodes as an endpoint makes them: accepted, run and archived in a database on disk, 64 at once. What it costs that they outlive the program.</summary>
public class DurabilityBenchmarks
{
    private const int Runs = 512;
    private const int AtOnce = 64;

    private readonly Bench _bench = new();
    private DirectoryInfo _folder = null!;
    private ServiceProvider _services = null!;
    private RunHost _host = null!;
    private Flow _flow = new();

    [Params(RunDurability.None, RunDurability.Run, RunDurability.Node)]
    public RunDurability Durability { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("flowbuilder-durability-");
        var limits = new RunLimits();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(_bench.Catalogue)
            .AddSingleton<FlowFormat>()
            .AddSingleton(limits)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<FlowCompiler>()
            .AddSingleton<RunPreparation>()
            .AddSingleton<FlowRunner>()
            .AddSingleton<JournalKeeper>()
            .AddSingleton<RunKeeper>()
            .AddSingleton<RunHost>()
            .AddFlowBuilderStorage(new StorageOptions { DataFolder = _folder.FullName })
            .BuildServiceProvider();
        _host = _services.GetRequiredService<RunHost>();
        _flow = Drawing.Chain(2);
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Runs)]
    public Task TwoNodes() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => CallAsync()));

    private async Task CallAsync()
    {
        for (var i = 0; i < Runs / AtOnce; i++)
        {
            var run = await _host.StartAsync(new RunCommand(_flow) { FlowId = "f", Durability = Durability }, CancellationToken.None);
            await _host.WhenArchivedAsync(run.Id);
            if (await run.Completion is not RunCompleted) throw new InvalidOperationException("The run did not end well.");
        }
    }
}
