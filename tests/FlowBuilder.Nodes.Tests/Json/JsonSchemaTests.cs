using System.Text.Json;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Tests.Json;

[Parallelizable(ParallelScope.All)]
public sealed class JsonSchemaTests
{
    [TestCase("""{"type":"string"}""", "\"a\"", null)]
    [TestCase("""{"type":"string"}""", "1", "$ is integer where string is needed")]
    [TestCase("""{"type":["string","null"]}""", "null", null)]
    [TestCase("""{"type":"number"}""", "1", null)]
    [TestCase("""{"type":"integer"}""", "1.0", null)]
    [TestCase("""{"type":"integer"}""", "1.5", "$ is number where integer is needed")]
    [TestCase("""{"enum":["a",2]}""", "2.0", null)]
    [TestCase("""{"enum":["a",2]}""", "\"b\"", "$ is not one of [\"a\",2]")]
    [TestCase("""{"const":true}""", "false", "$ is not true")]
    [TestCase("""{"properties":{"a":{"type":"string"}}}""", "{\"a\":1}", "$.a is integer where string is needed")]
    [TestCase("""{"properties":{"a":{}},"additionalProperties":false}""", "{\"b\":1}", "$.b is not a known member")]
    [TestCase("""{"additionalProperties":{"type":"number"}}""", "{\"b\":\"x\"}", "$.b is string where number is needed")]
    [TestCase("""{"items":{"minimum":1}}""", "[1,0]", "$[1] is less than 1")]
    [TestCase("""{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}""", "[\"a\",\"b\"]", "$[1] is string where number is needed")]
    [TestCase("""{"minItems":2}""", "[1]", "$ has 1 items where 2 are needed")]
    [TestCase("""{"maxLength":2}""", "\"한국어\"", "$ has 3 characters where 2 are allowed")]
    [TestCase("""{"pattern":"^a+$"}""", "\"aab\"", "$ does not match the pattern ^a+$")]
    [TestCase("""{"pattern":"(("}""", "\"x\"", null)]
    [TestCase("""{"exclusiveMaximum":5}""", "5", "$ is not less than 5")]
    [TestCase("""{"multipleOf":0.1}""", "0.3", null)]
    [TestCase("""{"multipleOf":2}""", "3", "$ is not a multiple of 2")]
    [TestCase("""{"anyOf":[{"type":"string"},{"type":"number"}]}""", "true", "$ fits none of the allowed forms")]
    [TestCase("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", "$ does not fit exactly one of the allowed forms")]
    [TestCase("""{"allOf":[{"minimum":1},{"maximum":2}]}""", "3", "$ is greater than 2")]
    [TestCase("""{"not":{"type":"string"}}""", "\"x\"", "$ has a form that is not allowed")]
    [TestCase("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"number"}}}""", "\"x\"", "$ is string where number is needed")]
    [TestCase("""{"properties":{"next":{"$ref":"#"}},"required":["v"]}""", "{\"v\":1,\"next\":{\"v\":2,\"next\":{}}}", "$.next.next lacks \"v\"")]
    [TestCase("true", "1", null)]
    [TestCase("false", "1", "$ is not allowed")]
    [TestCase("[]", "1", null)]
    public void Check_says_where_and_how_a_value_breaks_its_schema(string schema, string value, string? expected)
    {
        var problems = JsonSchema.Check(JsonSerializer.Deserialize<JsonElement>(schema), JsonSerializer.Deserialize<JsonElement>(value));

        Assert.That(problems.Select(problem => $"{problem.Path} {problem.English}").FirstOrDefault(), Is.EqualTo(expected));
    }

    [Test]
    [CancelAfter(10_000)]
    public void A_schema_that_names_itself_in_every_branch_ends(CancellationToken cancellationToken)
    {
        var schema = JsonSerializer.Deserialize<JsonElement>("""{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""");

        Assert.That(() => JsonSchema.Check(schema, JsonSerializer.Deserialize<JsonElement>("1")), Throws.Nothing);
        Assert.That(cancellationToken.IsCancellationRequested, Is.False);
    }

    [Test]
    [CancelAfter(10_000)]
    public void A_pattern_that_takes_for_ever_restricts_nothing(CancellationToken cancellationToken)
    {
        var schema = JsonSerializer.Deserialize<JsonElement>("""{"pattern":"^(a+)+$"}""");
        var value = JsonSerializer.SerializeToElement(new string('a', 40) + "!");

        Assert.That(JsonSchema.Check(schema, value), Is.Empty);
        Assert.That(cancellationToken.IsCancellationRequested, Is.False);
    }
}
