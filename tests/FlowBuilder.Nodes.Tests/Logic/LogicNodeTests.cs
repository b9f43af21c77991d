using System.Diagnostics;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Logic;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Logic;

[Parallelizable(ParallelScope.All)]
public sealed class LogicNodeTests
{
    [TestCase("equals", "Refund", " refund\n", true)]
    [TestCase("equals", "10", "10.0", true)]
    [TestCase("equals", "a", "b", false)]
    [TestCase("notEquals", "a", "b", true)]
    [TestCase("contains", "fund", "Refund", true)]
    [TestCase("notContains", "fund", "Refund", false)]
    [TestCase("startsWith", "re", "Refund", true)]
    [TestCase("endsWith", "ND", "Refund", true)]
    [TestCase("greater", "9", "10", true)]
    [TestCase("greater", "b", "c", true)]
    [TestCase("greaterOrEqual", "10", "10", true)]
    [TestCase("less", "10", "9", true)]
    [TestCase("less", "10", "", false)]
    [TestCase("lessOrEqual", "9", "10", false)]
    [TestCase("isEmpty", "", "  ", true)]
    [TestCase("isNotEmpty", "", "x", true)]
    [TestCase("matches", "^re.+d$", "Refund", true)]
    [TestCase("matches", "(?=.*\\d)", "a1", true)]
    [TestCase("isTrue", "", "Yes", true)]
    [TestCase("isTrue", "", "네", true)]
    [TestCase("isTrue", "", "0", false)]
    public async Task Condition_sends_a_text_the_right_way(string @operator, string value, string given, bool expected)
    {
        var result = await DecideAsync(new { @operator, value }, given);

        Assert.That(result.Ports, Is.EqualTo(new[] { expected ? "true" : "false" }));
        Assert.That(result[expected ? "true" : "false"], Is.EqualTo(given));
    }

    [TestCase("customer.country", "equals", "KR", true)]
    [TestCase("customer.age", "greater", "20", true)]
    [TestCase("customer.vip", "isTrue", "", true)]
    [TestCase("tags", "contains", "new", true)]
    [TestCase("tags", "contains", "ne", false)]
    [TestCase("none", "isEmpty", "", true)]
    [TestCase("customer.nothing.at.all", "isEmpty", "", true)]
    [TestCase("customer.nothing", "notEquals", "x", true)]
    public async Task Condition_looks_into_json(string field, string @operator, string value, bool expected)
    {
        const string json = """{"customer":{"country":"KR","age":30,"vip":true},"tags":["new","hot"],"none":[]}""";

        var asJson = await DecideAsync(new { field, @operator, value }, JsonSerializer.Deserialize<JsonElement>(json));
        var asText = await DecideAsync(new { field, @operator, value }, json);

        Assert.That((asJson.Has("true"), asText.Has("true")), Is.EqualTo((expected, expected)));
    }

    [Test]
    public async Task Condition_takes_hangul_of_either_form_as_the_same()
    {
        var decomposed = "환불".Normalize(System.Text.NormalizationForm.FormD);

        Assert.That((await DecideAsync(new { @operator = "equals", value = "환불" }, decomposed)).Has("true"), Is.True);
    }

    [Test]
    public async Task Condition_minds_capitals_where_told_to() =>
        Assert.That((await DecideAsync(new { @operator = "equals", value = "a", ignoreCase = false }, "A")).Has("false"), Is.True);

    [TestCase("(a+)+$")]
    [TestCase("(?=(a+)+$)x(a+)+\\1$")]
    [Hazard("SEC-78")]
    public async Task Condition_pattern_bomb_ends_quickly(string pattern)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            await DecideAsync(new { @operator = "matches", value = pattern }, new string('a', 50_000) + "!");
        }
        catch (NodeException failure)
        {
            Assert.That(failure.Code, Is.EqualTo("condition.pattern-too-slow"));
        }

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Condition_settings_that_cannot_be_read_are_problems()
    {
        Assert.Multiple(() =>
        {
            Assert.That(NodeHarness.ProblemsOf<ConditionNode>(new { @operator = "matches", value = "((" }).Single().Code, Is.EqualTo("condition.pattern"));
            Assert.That(NodeHarness.ProblemsOf<ConditionNode>(new { field = "a[" }).Single().Code, Is.EqualTo("json.path"));
        });
    }

    [Test]
    public async Task Merge_passes_on_the_one_branch_that_was_taken()
    {
        var value = JsonSerializer.Deserialize<JsonElement>("{\"a\":1}");

        Assert.That((await MergeAsync(null, value)).Json("value").GetRawText(), Is.EqualTo("{\"a\":1}"));
        Assert.That((await MergeAsync(null, "one", "two")).Text("value"), Is.EqualTo("one"));
    }

    [Test]
    public async Task Merge_hands_on_the_live_text_that_begins_first()
    {
        var (silent, spoken) = (new LiveTextSource(), new LiveTextSource());
        var run = MergeAsync(null, silent.Text, spoken.Text);
        spoken.Append("I am first");

        Assert.That((await run)["value"], Is.SameAs(spoken.Text));
    }

    [Test]
    public async Task Merge_joins_texts_as_they_come()
    {
        var source = new LiveTextSource();
        source.Append("two");
        source.Complete();

        var result = await MergeAsync(new { mode = "all", separator = " + " }, "one", source.Text, "three");

        Assert.That(result.Text("value"), Is.EqualTo("one + two + three"));
    }

    [Test]
    public async Task Merge_of_empty_texts_is_an_empty_text() =>
        Assert.That((await MergeAsync(new { mode = "all", separator = "" }, "", "")).Text("value"), Is.Empty);

    [Test]
    public async Task Merge_puts_documents_in_one_list_and_anything_else_in_a_json_list()
    {
        var one = new DocumentList([new Document { Text = "a" }]);
        var two = new DocumentList([new Document { Text = "b" }]);

        var documents = await MergeAsync(new { mode = "all" }, one, two);
        var mixed = await MergeAsync(new { mode = "all" }, "text", 2.0, true);

        Assert.Multiple(() =>
        {
            Assert.That(((DocumentList)documents["value"]).Select(document => document.Text), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(mixed.Json("value").GetRawText(), Is.EqualTo("[\"text\",2,true]"));
        });
    }

    [Test]
    public void Merge_stops_waiting_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var run = NodeHarness.RunAsync<MergeNode>(null, new Dictionary<string, object> { ["values"] = new object[] { new LiveTextSource().Text, new LiveTextSource().Text } }, cancellationToken: cancel.Token);
        cancel.Cancel();

        Assert.That(() => run, Throws.InstanceOf<OperationCanceledException>());
    }

    private static Task<NodeResult> DecideAsync(object settings, object value) =>
        NodeHarness.RunAsync<ConditionNode>(settings, new Dictionary<string, object> { ["value"] = value });

    private static Task<NodeResult> MergeAsync(object? settings, params object[] values) =>
        NodeHarness.RunAsync<MergeNode>(settings, new Dictionary<string, object> { ["values"] = values });
}
