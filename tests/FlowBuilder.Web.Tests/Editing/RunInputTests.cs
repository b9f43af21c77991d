using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Editing;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class RunInputTests
{
    [TestCase("""{ "type": "string" }""", FieldKind.Multiline)]
    [TestCase("""{ "type": "number" }""", FieldKind.Number)]
    [TestCase("""{ "enum": ["a", "b"] }""", FieldKind.Choice)]
    [TestCase("""{ "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "name": {}, "base64": {} } }] }""", FieldKind.File)]
    [TestCase("true", FieldKind.Json)]
    public void Schema_of_a_parameter_decides_how_its_value_is_put_in(string schema, FieldKind kind) =>
        Assert.That(RunInput.KindOf(JsonSerializer.Deserialize<JsonElement>(schema)), Is.EqualTo(kind));
}
