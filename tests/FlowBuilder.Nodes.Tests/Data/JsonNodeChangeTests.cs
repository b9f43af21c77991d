using FlowBuilder.Nodes.Data;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Data;

[Parallelizable(ParallelScope.All)]
public sealed class JsonNodeChangeTests
{
    [Test]
    public async Task Text_that_is_nearly_JSON_is_read_and_the_repairs_are_told()
    {
        var result = await RunAsync("Sure! {name: 'Kim', ok: True,}", new { action = "parse" });

        Assert.That(result.Json("json").GetRawText(), Is.EqualTo("{\"name\":\"Kim\",\"ok\":true}"));
        Assert.That(result.Json("repairs").EnumerateArray().Select(repair => repair.GetString()), Has.Member("Left out or put in commas.").And.Exactly(5).Items);
    }

    [Test]
    public void Without_repairs_only_JSON_is_read() => Assert.That(
        () => RunAsync("{name: 'Kim'}", new { action = "parse", repair = false }),
        Throws.TypeOf<Core.Faults.NodeException>().With.Property("Code").EqualTo("json.syntax"));

    [Test]
    public async Task Fields_are_set_in_an_object_and_in_every_object_of_a_list()
    {
        var settings = new { action = "set", changes = new[] { new { name = "status", value = "done" }, new { name = "address.zip", value = "123" } } };

        Assert.That((await RunAsync("{\"a\":1,\"status\":\"new\"}", settings)).Text("text"), Is.EqualTo("{\"a\":1,\"status\":\"done\",\"address\":{\"zip\":123}}"));
        Assert.That((await RunAsync("[{},2]", settings)).Text("text"), Is.EqualTo("[{\"status\":\"done\",\"address\":{\"zip\":123}},2]"));
    }

    [TestCase("keep", "{\"b\":{\"c\":2},\"a\":1}")]
    [TestCase("remove", "{\"b\":{\"d\":3},\"e\":4}")]
    public async Task Fields_stay_or_go(string action, string expected) =>
        Assert.That((await RunAsync("{\"a\":1,\"b\":{\"c\":2,\"d\":3},\"e\":4}", new { action, names = new[] { "b.c", "a", "nothing" } })).Text("text"), Is.EqualTo(expected));

    [Test]
    public void A_name_with_an_empty_part_is_a_problem() =>
        Assert.That(NodeHarness.ProblemsOf<JsonNode>(new { action = "remove", names = new[] { "a..b" } }).Select(problem => problem.Code), Is.EqualTo(new[] { "json.path" }));

    private static Task<NodeResult> RunAsync(string value, object settings) =>
        NodeHarness.RunAsync<JsonNode>(settings, new Dictionary<string, object> { ["value"] = value });
}
