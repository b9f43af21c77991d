using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Flows;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Benchmarks;

/// <summary>One write of the journals of many runs that stream at once: for each a piece of text, as its model and its output told it.</summary>
public class JournalBenchmarks
{
    // As many as a short answer takes: the longer a journal is, the farther apart those of different runs lie.
    private const int Groups = 60;

    private DirectoryInfo _folder = null!;
    private ServiceProvider _services = null!;
    private IUnfinishedRuns _store = null!;
    private string[] _runs = [];

    [Params(100, 1_000)]
    public int Runs { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("flowbuilder-journal-");
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new Bench().Catalogue)
            .AddSingleton<FlowFormat>()
            .AddFlowBuilderStorage(new StorageOptions { DataFolder = _folder.FullName })
            .BuildServiceProvider();
        _store = _services.GetRequiredService<IUnfinishedRuns>();
    }

    [IterationSetup]
    public void Begin()
    {
        _runs = [.. Enumerable.Range(0, Runs).Select(_ => Guid.NewGuid().ToString("N"))];
        Task.WhenAll(_runs.Select(run => _store.AddAsync(new UnfinishedRun(run, "{}"u8.ToArray(), "{}"), [], CancellationToken.None).AsTask())).GetAwaiter().GetResult();
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Groups)]
    public void Group()
    {
        for (var seq = 1; seq < 2 * Groups; seq += 2)
            _store.Append([.. _runs.Select(run => new EventGroup(run, [Piece("model", seq), Piece("out", seq + 1)]))]);
    }

    private static NodeDelta Piece(string node, long seq) => new() { Node = node, Port = "text", Text = "and so on ", Seq = seq, Time = TimeProvider.System.GetUtcNow() };
}
