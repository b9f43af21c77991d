using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Tools;
using FlowBuilder.Nodes.Tools.Json;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Tools;

[Parallelizable(ParallelScope.All)]
public sealed class SmallToolTests
{
    [Test]
    public async Task A_model_looks_into_a_document_by_paths()
    {
        var document = JsonSerializer.SerializeToElement(new { orders = new[] { new { id = 7, price = 2.5 }, new { id = 8, price = 3.0 } }, note = new string('x', 50_000) });
        var tool = (ToolValue)(await NodeHarness.RunAsync<JsonToolNode>(new { about = "Orders." }, new Dictionary<string, object> { ["value"] = document }))["tool"];
        async Task<string> FindAsync(string path) => (string)(await tool.Function.InvokeAsync(new AIFunctionArguments { ["path"] = path }))!;

        Assert.Multiple(() =>
        {
            Assert.That(tool.Function.Description, Does.Contain("Orders.").And.Contain("orders, note"));
            Assert.That(async () => await FindAsync("orders[*].id"), Is.EqualTo("[7,8]"));
            Assert.That(async () => await FindAsync("note"), Does.StartWith("This part is a text, too long").And.Length.LessThan(3_000));
            Assert.That(async () => await FindAsync("orders[5]"), Throws.InstanceOf<NodeException>().With.Property("Code").EqualTo("json.missing"));
            Assert.That(async () => await FindAsync("[["), Throws.InstanceOf<NodeException>().With.Property("Code").EqualTo("json.path"));
        });
    }

    [Test]
    public async Task A_model_asks_for_the_time_in_any_zone()
    {
        var context = new TestNodeContext { Clock = new FixedTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) };
        var tool = (ToolValue)(await NodeHarness.RunAsync<TimeNode>(new { format = "iso" }, context: context))["tool"];

        Assert.Multiple(() =>
        {
            Assert.That(async () => await tool.Function.InvokeAsync(new AIFunctionArguments()), Is.EqualTo("2026-03-01T12:00:00+00:00"));
            Assert.That(async () => await tool.Function.InvokeAsync(new AIFunctionArguments { ["zone"] = "Asia/Seoul" }), Is.EqualTo("2026-03-01T21:00:00+09:00"));
            Assert.That(async () => await tool.Function.InvokeAsync(new AIFunctionArguments { ["zone"] = "Nowhere" }), Throws.InstanceOf<NodeException>());
        });
    }
}
