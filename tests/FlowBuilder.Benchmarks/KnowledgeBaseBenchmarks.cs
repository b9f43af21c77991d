using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Texts;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Searching.Filters;

namespace FlowBuilder.Benchmarks;

/// <summary>Questions of five words to a knowledge base of 100,000 chunks in its database.</summary>
/// <remarks>How long each 10,000 took from their bytes to being found is printed before the first measurement.</remarks>
public class KnowledgeBaseBenchmarks
{
    private const int Documents = 1_000;
    private const int DocumentsAtOnce = 100;

    private static readonly string[] Questions = [.. Enumerable.Range(0, 200).Select(Passages.QuestionOf)];
    private static readonly string[] PlainQuestions = [.. Enumerable.Range(0, 200).Select(Passages.PlainQuestionOf)];
    private static readonly MetadataFilter Half = MetadataFilter.Parse($$"""{ "field": "{{FilledBase.NumberField}}", "from": 0, "to": {{(Documents / 2) - 1}} }""");

    // Filled once for all measurements: it takes minutes.
    private static FilledBase? _filled;

    private int _next;

    [GlobalSetup]
    public void Fill() => _filled ??= FillAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public Task<IReadOnlyList<KnowledgeHit>?> Keyword() => AskAsync(_filled!, Questions, KnowledgeSearchMode.Keyword);

    [Benchmark]
    public Task<IReadOnlyList<KnowledgeHit>?> KeywordOfPlainQuestion() => AskAsync(_filled!, PlainQuestions, KnowledgeSearchMode.Keyword);

    [Benchmark]
    public Task<IReadOnlyList<KnowledgeHit>?> KeywordOfHalf() => AskAsync(_filled!, Questions, KnowledgeSearchMode.Keyword, Half);

    [Benchmark]
    public Task<IReadOnlyList<KnowledgeHit>?> Vector() => AskAsync(_filled!, Questions, KnowledgeSearchMode.Vector);

    [Benchmark]
    public Task<IReadOnlyList<KnowledgeHit>?> VectorOfHalf() => AskAsync(_filled!, Questions, KnowledgeSearchMode.Vector, Half);

    [Benchmark]
    public Task<IReadOnlyList<KnowledgeHit>?> Hybrid() => AskAsync(_filled!, Questions, KnowledgeSearchMode.Hybrid);

    private static async Task<FilledBase> FillAsync()
    {
        var filled = await FilledBase.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => filled.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var taken = TimeSpan.Zero;
        for (var first = 0; first < Documents; first += DocumentsAtOnce)
        {
            taken += await filled.AddAsync(first, DocumentsAtOnce);
            Console.WriteLine($"// indexed {await filled.CountAsync()} chunks in {taken.TotalSeconds:F1} s");
        }

        await PrintFirstAsync("by vectors", filled, null);
        await PrintFirstAsync("with a filter", filled, Half);
        return filled;
    }

    private static async Task PrintFirstAsync(string kind, FilledBase filled, MetadataFilter? filter)
    {
        var began = TimeProvider.System.GetTimestamp();
        await filled.Search.SearchAsync(FilledBase.Id, new KnowledgeQuery(Questions[0], KnowledgeSearchMode.Vector) { Filter = filter }, default);
        Console.WriteLine($"// first search {kind} after the start: {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F1} s");
    }

    private Task<IReadOnlyList<KnowledgeHit>?> AskAsync(
        FilledBase filled, string[] questions, KnowledgeSearchMode mode, MetadataFilter? filter = null) => filled.Search.SearchAsync(
            FilledBase.Id, new KnowledgeQuery(questions[_next++ % questions.Length], mode) { Filter = filter }, default);
}
