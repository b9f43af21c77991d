using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace FlowBuilder.Benchmarks;

/// <summary>Short jobs, so that the whole table takes minutes, in this very process, so that nothing is restored or built for it.</summary>
internal sealed class TableConfig : ManualConfig
{
    // Linking 100,000 vectors in any direction takes more than the runner's own five minutes.
    private static readonly TimeSpan LongestCase = TimeSpan.FromHours(1);

    public TableConfig()
    {
        AddJob(Job.Default
            .WithToolchain(new InProcessEmitToolchain(LongestCase, logOutput: true))
            .WithWarmupCount(6)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(200))
            .WithId("Short"));
        AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics);
        AddColumn(StatisticColumn.Min, StatisticColumn.Median, StatisticColumn.P90, new PerNodeColumn());
        AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)));
        AddExporter(MarkdownExporter.GitHub);
        AddLogger(ConsoleLogger.Default);
        WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared));
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(24));
    }
}
