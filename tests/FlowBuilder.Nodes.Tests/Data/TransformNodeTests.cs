using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Data;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Data;

[Parallelizable(ParallelScope.All)]
public sealed class TransformNodeTests
{
    private const string Order = """{"id":7,"customer":{"name":"Kim","e.mail":"k@x"},"items":[{"name":"pen","price":1.50},{"name":"ink","price":3},{"name":"pad"}],"tags":[["a","b"],["c"]]}""";

    [Test]
    public async Task Template_gives_its_beginning_at_once_and_live_text_as_it_comes()
    {
        var source = new LiveTextSource();
        var seen = new List<string?>();

        var run = NodeHarness.StartAsync<TemplateNode>(new { template = "Draft: {{text}} ({{author}})" }, new Dictionary<string, object> { ["text"] = source.Text, ["author"] = "me" });
        await foreach (var output in run)
        {
            seen.Add(output.Delta);
            if (seen.Count == 1) source.Append("first");
            if (seen.Count == 2) { source.Append(" second"); source.Complete(); }
        }

        Assert.That(seen, Is.EqualTo(new[] { "Draft: ", "first", " second", " (", "me", ")" }));
    }

    [Test]
    public void Template_takes_live_text_only_where_it_is_only_written_out()
    {
        var ports = NodeHarness.PortsOf<TemplateNode>(new { template = "{{a}}{{#if b}}{{b}}{{/if}}{{#each c}}{{this}}{{/each}}" });

        Assert.That(ports.Where(port => port.Direction == PortDirection.Input).Select(port => (port.Id, port.AcceptsLive)), Is.EqualTo(new[] { ("a", true), ("b", false), ("c", false) }));
    }

    [Test]
    public async Task Template_that_writes_nothing_gives_an_empty_text()
    {
        var result = await NodeHarness.RunAsync<TemplateNode>(new { template = "{{a}}" });

        Assert.That(result.Text("text"), Is.Empty);
    }

    [TestCase("", Order, null)]
    [TestCase("id", "7", "7")]
    [TestCase("$.customer.name", "\"Kim\"", "Kim")]
    [TestCase("customer[\"e.mail\"]", "\"k@x\"", "k@x")]
    [TestCase("items[0].price", "1.50", "1.50")]
    [TestCase("items.1.name", "\"ink\"", "ink")]
    [TestCase("items[-1].name", "\"pad\"", "pad")]
    [TestCase("items[*].price", "[1.50,3]", "[1.50,3]")]
    [TestCase("tags[*][*]", "[\"a\",\"b\",\"c\"]", "[\"a\",\"b\",\"c\"]")]
    [TestCase("tags[1]", "[\"c\"]", "[\"c\"]")]
    public async Task Json_picks_a_value_by_its_path(string path, string json, string? text)
    {
        var result = await PickAsync(new { path });

        Assert.That(result.Json("json").GetRawText(), Is.EqualTo(json));
        if (text is not null) Assert.That(result.Text("text"), Is.EqualTo(text));
    }

    [TestCase("customer.phone", "$.customer has no phone")]
    [TestCase("items[9].name", "$.items has no [9]")]
    [TestCase("id.x", "$.id has no x")]
    [TestCase("id[*]", "$.id has no [*]")]
    public async Task Json_path_to_nothing_is_a_fault_that_says_where_or_null(string path, string text)
    {
        Assert.That(() => PickAsync(new { path }), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("json.missing").And.Message.Contains(text));
        Assert.That((await PickAsync(new { path, missing = "null" })).Json("json").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("a...b")]
    [TestCase("a[")]
    [TestCase("a[x]")]
    [TestCase("a[\"x]")]
    [TestCase(".")]
    [TestCase("a.")]
    [TestCase("[0]x")]
    public void Json_path_that_cannot_be_read_is_a_problem_of_the_setting(string path) =>
        Assert.That(NodeHarness.ProblemsOf<JsonNode>(new { path }).Select(problem => problem.Code), Is.EqualTo(new[] { "json.path" }));

    [Test]
    public async Task Json_builds_an_object_under_new_names()
    {
        var fields = new[] { new { name = "who", value = "customer.name" }, new { name = "prices", value = "items[*].price" } };

        var result = await PickAsync(new { action = "build", fields });

        Assert.That(result.Text("text"), Is.EqualTo("""{"who":"Kim","prices":[1.50,3]}"""));
    }

    [TestCase("Sure!\n```json\n{\"a\": 1}\n```", "{\"a\": 1}")]
    [TestCase("The answer is {\"a\": {\"b\": \"}\"}} as you see.", "{\"a\": {\"b\": \"}\"}}")]
    [TestCase("  [1, 2] ", "[1, 2]")]
    [TestCase("\"just a string\"", "\"just a string\"")]
    public async Task Json_is_read_out_of_a_model_s_text(string text, string json)
    {
        var result = await NodeHarness.RunAsync<JsonNode>(new { action = "parse" }, new Dictionary<string, object> { ["value"] = text });

        Assert.That(result.Json("json").GetRawText(), Is.EqualTo(json));
    }

    [Test]
    public void Text_without_json_is_a_fault_with_its_place()
    {
        Assert.That(
            () => NodeHarness.RunAsync<JsonNode>(new { action = "parse", repair = false }, new Dictionary<string, object> { ["value"] = "{\"a\":\n oops}" }),
            Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("json.syntax").And.Message.Contains("line 2, position 2"));
    }

    [Test]
    public async Task Json_looks_into_documents_too()
    {
        var documents = new DocumentList([new Document { Text = "one", Source = "a.md" }]);

        var result = await NodeHarness.RunAsync<JsonNode>(new { path = "[0].source" }, new Dictionary<string, object> { ["value"] = documents });

        Assert.That(result.Text("text"), Is.EqualTo("a.md"));
    }

    private static Task<NodeResult> PickAsync(object settings) =>
        NodeHarness.RunAsync<JsonNode>(settings, new Dictionary<string, object> { ["value"] = JsonSerializer.Deserialize<JsonElement>(Order) });
}
