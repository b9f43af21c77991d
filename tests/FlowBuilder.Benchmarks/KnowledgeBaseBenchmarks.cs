using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Texts;
using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Benchmarks;

/// <summary>Questions of five words to a knowledge base of 100,000 chunks in its database.</summary>
/// <remarks>How long each 10,000 took from their bytes to being found is printed before the first measurement.</remarks>
public class KnowledgeBaseBenchmarks
{
    private const int Documents = 1_000;
    private const int DocumentsAtOnce = 100;

    private readonly string[] _questions = [.. Enumerable.Range(0, 200).Select(Passages.QuestionOf)];
    private FilledBase _base = null!;
    private int _next;

    [GlobalSetup]
    public void Fill() => FillAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Remove() => _base.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public Task<IReadOnlyList<KnowledgeHit>?> Keyword() => AskAsync(KnowledgeSearchMode.Keyword);

    [Benchmark]
    public Task<IReadOnlyList<KnowledgeHit>?> Vector() => AskAsync(KnowledgeSearchMode.Vector);

    [Benchmark]
    public Task<IReadOnlyList<KnowledgeHit>?> Hybrid() => AskAsync(KnowledgeSearchMode.Hybrid);

    private Task<IReadOnlyList<KnowledgeHit>?> AskAsync(KnowledgeSearchMode mode) =>
        _base.Search.SearchAsync(FilledBase.Id, new KnowledgeQuery(_questions[_next++ % _questions.Length], mode), default);

    private async Task FillAsync()
    {
        _base = await FilledBase.StartAsync();
        var taken = TimeSpan.Zero;
        for (var first = 0; first < Documents; first += DocumentsAtOnce)
        {
            taken += await _base.AddAsync(first, DocumentsAtOnce);
            Console.WriteLine($"// indexed {await _base.CountAsync()} chunks in {taken.TotalSeconds:F1} s");
        }

        var began = TimeProvider.System.GetTimestamp();
        await AskAsync(KnowledgeSearchMode.Vector);
        Console.WriteLine($"// first search by vectors after the start: {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F1} s");
    }
}
