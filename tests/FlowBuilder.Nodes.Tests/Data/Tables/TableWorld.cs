using System.Text;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge;
using FlowBuilder.Nodes.Data.Tables;
using FlowBuilder.Providers;
using FlowBuilder.Storage.Tables;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Nodes.Tests.Data.Tables;

/// <summary>The real tables over files, and a small one to ask.</summary>
internal static class TableWorld
{
    public const string Sales = """
        Date,Region,Product,Quantity,Amount
        2026-01-05,Seoul,Tea,3,"₩12,000"
        2026-01-20,Busan,Coffee,10,"₩45,000"
        2026-02-03,Seoul,Coffee,4,"₩18,000"
        2026-02-14,Daegu,Tea,1,"₩4,000"
        2026-03-01,Busan,Tea,7,"₩28,000"
        2026-03-09,Seoul,Juice,2,"₩9,000"
        """;

    public const string KoreanSales = """
        날짜,지역,제품,수량,매출액
        2026-01-05,서울,차,3,"12,000원"
        2026-01-20,부산,커피,10,"45,000원"
        2026-02-03,서울,커피,4,"18,000원"
        2026-02-14,대구,차,1,"4,000원"
        2026-03-01,부산,차,7,"28,000원"
        2026-03-09,서울,주스,2,"9,000원"
        """;

    private static readonly ServiceProvider Services =
        new ServiceCollection().AddLogging().AddFlowBuilderKnowledge().AddFlowBuilderTables().AddFlowBuilderProviders().BuildServiceProvider();

    public static ITableSources Sources => Services.GetRequiredService<ITableSources>();

    public static IChatModels OfflineModels => Services.GetRequiredService<IChatModels>();

    public static FileValue File(string content, string name = "sales.csv") => new(name, "text/csv", Encoding.UTF8.GetBytes(content));

    public static Task<NodeResult> AskAsync(IChatModels models, string question, object? settings = null, FileValue? file = null, CancellationToken cancellationToken = default) =>
        NodeHarness.RunAsync<AskTableNode>(
            settings,
            new Dictionary<string, object> { ["question"] = question, ["file"] = file ?? File(Sales) },
            [Sources, models],
            cancellationToken: cancellationToken);
}
