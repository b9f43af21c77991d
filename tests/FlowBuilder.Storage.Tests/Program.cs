using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

/// <summary>
/// The program that KillTests kills: saves flows and runs as fast as it can, and says on its output what was acknowledged.
/// </summary>
internal static class Program
{
    private const int Writers = 8;

    public static async Task Main(string[] args)
    {
        Console.WriteLine("begun");
        await using var host = new StorageHost(args[0]);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(host))));
    }

    private static async Task WriteAsync(StorageHost host)
    {
        var flow = await host.Flows.CreateAsync(KilledFlow.At(1), CancellationToken.None);
        while (true)
        {
            Console.WriteLine($"flow {flow.Id} {flow.Revision}");
            flow = (await host.Flows.SaveAsync(flow.Id, KilledFlow.At(flow.Revision + 1), flow.Revision, CancellationToken.None))!;
            if (flow.Revision % 4 != 0) continue;

            var run = $"{flow.Id}-{flow.Revision}";
            await host.Runs.SaveAsync(RunSamples.Record(run), RunSamples.EveryType(), CancellationToken.None);
            Console.WriteLine($"run {run}");
        }
    }
}
