using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace FlowBuilder.Benchmarks;

/// <summary>The median divided by the benchmark's <c>Nodes</c> parameter.</summary>
internal sealed class PerNodeColumn : IColumn
{
    public string Id => nameof(PerNodeColumn);

    public string ColumnName => "Per node";

    public string Legend => "Median / nodes of the flow";

    public bool AlwaysShow => false;

    public ColumnCategory Category => ColumnCategory.Statistics;

    public int PriorityInCategory => 1;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Time;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(HasNodes);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => !HasNodes(benchmarkCase);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, summary.Style);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (!HasNodes(benchmarkCase) || summary[benchmarkCase]?.ResultStatistics is not { } statistics) return "-";
        var nodes = (int)benchmarkCase.Parameters[NodesParameter];
        return string.Create(style.CultureInfo, $"{statistics.Median / nodes / 1_000:N2} μs");
    }

    private const string NodesParameter = "Nodes";

    private static bool HasNodes(BenchmarkCase benchmarkCase) =>
        benchmarkCase.Parameters.Items.Any(parameter => parameter.Name == NodesParameter);
}
