using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Tests.Flows.Support;
using FlowBuilder.Testing.Fuzzing;
using FlowBuilder.Testing.Schemas;

namespace FlowBuilder.Core.Tests.Flows.Schemas;

[Parallelizable(ParallelScope.All)]
public sealed class FlowSchemaTests
{
    private static readonly JsonSchemaCheck Schema = new(FlowSchema.Of(Examples.Catalogue));

    [Test]
    public void The_example_of_the_format_fits_the_schema() =>
        Assert.That(Schema.Check(JsonElement.Parse(Examples.Rag)), Is.Empty);

    [TestCase("\"format\": \"flowbuilder/1\"", "\"format\": \"flowbuilder/9\"", "$.format: const")]
    [TestCase("\"id\": \"prompt\"", "\"id\": 12", "$.nodes[2].id: type")]
    [TestCase("\"id\": \"prompt\"", "\"id\": \"a b\"", "$.nodes[2].id: pattern")]
    [TestCase("\"type\": \"model.chat\", ", "", "$.nodes[3]: type is missing")]
    [TestCase("\"temperature\": 0", "\"temperature\": 3", "$.nodes[3].settings.temperature: maximum")]
    [TestCase("\"temperature\": 0", "\"temperature\": \"0\"", "$.nodes[3].settings.temperature: type")]
    [TestCase("\"temperature\": 0", "\"output\": \"yaml\"", "$.nodes[3].settings.output: enum")]
    [TestCase("\"temperature\": 0", "\"stop\": \"x\"", "$.nodes[3].settings.stop: type")]
    [TestCase("\"temperature\": 0", "\"stop\": [1]", "$.nodes[3].settings.stop[0]: type")]
    [TestCase("\"temperature\": 0", "\"headers\": [{ \"name\": 1, \"value\": \"x\" }]", "$.nodes[3].settings.headers[0].name: type")]
    [TestCase("\"top\": 4", "\"top\": 4.5", "$.nodes[1].settings.top: type")]
    [TestCase("\"from\": \"answer.text\"", "\"from\": \"answer\"", "$.edges[4].from: pattern")]
    [TestCase("\"x\": 900", "\"x\": \"left\"", "$.notes[0].position.x: type")]
    public void The_schema_finds_what_is_wrong_with_a_value(string old, string changed, string problem)
    {
        var file = JsonElement.Parse(Examples.Rag.Replace(old, changed, StringComparison.Ordinal));

        Assert.That(Schema.Check(file), Has.Some.StartsWith(problem));
    }

    [Test]
    public void Null_is_allowed_exactly_where_the_setting_may_be_null()
    {
        var schema = FlowSchema.Of(Examples.Catalogue).GetProperty("$defs").GetProperty("settings-model.chat").GetProperty("properties");

        Assert.That(schema.GetProperty("temperature").GetProperty("type").GetRawText(), Is.EqualTo("""["number","null"]"""));
        Assert.That(schema.GetProperty("connection").GetProperty("type").GetRawText(), Is.EqualTo("\"string\""));
    }

    [Test]
    public void The_settings_of_another_version_of_a_type_are_not_judged()
    {
        var file = JsonElement.Parse("""{ "format": "flowbuilder/1", "nodes": [{ "id": "a", "type": "data.upgraded", "version": 2, "settings": { "words": "a b" } }] }""");

        Assert.That(Schema.Check(file), Is.Empty);
    }

    [Test]
    public void What_the_reader_takes_without_complaint_fits_the_schema_when_written()
    {
        var judged = 0;
        for (var seed = 0; seed < 1_000; seed++)
        {
            var result = Examples.Format.Read(new Mutator(seed).Mutate(Examples.Rag));
            if (result.Flow is null || result.Diagnostics.Any(problem => problem.Severity != DiagnosticSeverity.Warning)) continue;

            judged++;
            Assert.That(Schema.Check(JsonElement.Parse(Examples.Format.Write(result.Flow))), Is.Empty, $"seed {seed}");
        }

        Assert.That(judged, Is.GreaterThan(100));
    }
}
