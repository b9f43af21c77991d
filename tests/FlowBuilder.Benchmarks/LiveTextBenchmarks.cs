using BenchmarkDotNet.Attributes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Benchmarks;

/// <summary>One live text, written piece by piece and followed by several readers at once; all figures are per piece.</summary>
public class LiveTextBenchmarks
{
    private const int Pieces = 10_000;

    [Params(1, 4, 16)]
    public int Readers { get; set; }

    [Benchmark(OperationsPerInvoke = Pieces)]
    public async Task Follow()
    {
        var text = new LiveText();
        var readers = new Task<int>[Readers];
        for (var i = 0; i < readers.Length; i++) readers[i] = Task.Run(() => ReadAsync(text));
        for (var i = 0; i < Pieces; i++) text.Append("word ");
        text.Complete();
        foreach (var length in await Task.WhenAll(readers))
        {
            if (length != Pieces * 5) throw new InvalidOperationException($"A reader saw {length} characters.");
        }
    }

    private static async Task<int> ReadAsync(LiveText text)
    {
        var length = 0;
        await foreach (var chunk in text.ReadAsync(CancellationToken.None)) length += chunk.Length;
        return length;
    }
}
