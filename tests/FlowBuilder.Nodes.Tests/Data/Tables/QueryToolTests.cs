using System.Text.Json;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Data.Tables;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Data.Tables;

[Parallelizable(ParallelScope.All)]
public sealed class QueryToolTests
{
    private const string Sql = "SELECT \"Product\", \"Quantity\" FROM \"sales\" WHERE \"Region\" = {{region}} AND \"Quantity\" >= {{least}}";

    [Test]
    public async Task A_model_fills_in_the_variables_that_no_wire_feeds()
    {
        var inputs = new Dictionary<string, object> { ["file"] = TableWorld.File(TableWorld.Sales), ["region"] = "Seoul" };
        var result = await NodeHarness.RunAsync<QueryNode>(new { sql = Sql, use = "tool", toolName = "sales_of" }, inputs, [TableWorld.Sources]);
        var tool = (ToolValue)result["tool"];

        var answer = (string)(await tool.Function.InvokeAsync(new AIFunctionArguments { ["least"] = JsonSerializer.SerializeToElement(3), ["region"] = "Busan" }))!;

        Assert.Multiple(() =>
        {
            Assert.That((tool.Function.Name, tool.HasSideEffects), Is.EqualTo(("sales_of", false)));
            Assert.That(tool.Function.JsonSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name), Is.EqualTo(new[] { "least" }));
            Assert.That(answer, Does.Contain("Tea").And.Contain("Coffee").And.Not.Contain("Juice").And.Not.Contain("10"));
        });
    }

    [Test]
    [Hazard("SEC-11")]
    public async Task A_value_is_a_value_and_never_SQL()
    {
        var inputs = new Dictionary<string, object> { ["file"] = TableWorld.File(TableWorld.Sales) };
        var tool = (ToolValue)(await NodeHarness.RunAsync<QueryNode>(new { sql = Sql, use = "tool" }, inputs, [TableWorld.Sources]))["tool"];

        var answer = (string)(await tool.Function.InvokeAsync(new AIFunctionArguments { ["least"] = 0, ["region"] = "x' OR '1'='1" }))!;

        Assert.That(answer, Does.Not.Contain("Tea"));
    }
}
