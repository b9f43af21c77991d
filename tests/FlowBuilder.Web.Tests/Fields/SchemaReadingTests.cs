using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Web.Components.Fields.Schema;

namespace FlowBuilder.Web.Tests.Fields;

[Parallelizable(ParallelScope.All)]
public sealed class SchemaReadingTests
{
    [TestCase("""{ "type": "string" }""", SchemaType.Text)]
    [TestCase("""{ "type": "number" }""", SchemaType.Number)]
    [TestCase("""{ "type": "integer" }""", SchemaType.Integer)]
    [TestCase("""{ "type": "boolean" }""", SchemaType.Boolean)]
    [TestCase("""{ "type": ["string", "null"] }""", SchemaType.Text)]
    [TestCase("""{ "enum": ["a", "b"] }""", SchemaType.Choice)]
    [TestCase("""{ "type": "string", "enum": ["a"] }""", SchemaType.Choice)]
    [TestCase("""{ "type": "object" }""", SchemaType.Object)]
    [TestCase("""{ "properties": {} }""", SchemaType.Object)]
    [TestCase("""{ "type": "array", "items": { "type": "number" } }""", SchemaType.List)]
    [TestCase("""{ "enum": [1, 2] }""", SchemaType.Other)]
    [TestCase("""{ "type": ["string", "number"] }""", SchemaType.Other)]
    [TestCase("""{ "$ref": "#/$defs/a" }""", SchemaType.Other)]
    [TestCase("""{ "type": "string", "anyOf": [] }""", SchemaType.Other)]
    [TestCase("true", SchemaType.Other)]
    [TestCase("{}", SchemaType.Other)]
    public void A_field_is_of_the_kind_that_its_schema_says(string schema, SchemaType expected) =>
        Assert.That(Fields($$"""{ "type": "object", "properties": { "a": {{schema}} } }""").Single().Type, Is.EqualTo(expected));

    [Test]
    public void Fields_are_read_with_what_stands_under_them()
    {
        var fields = Fields("""
            {
              "type": "object", "required": ["name", "tags"],
              "properties": {
                "name": { "type": "string", "description": "Full name" },
                "tags": { "type": "array", "items": { "enum": ["a", "b"] } },
                "orders": { "type": "array", "items": { "type": "object", "required": ["price"], "properties": { "price": { "type": "number" } } } }
              }
            }
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fields.Select(field => field.Name), Is.EqualTo(new[] { "name", "tags", "orders" }));
            Assert.That(fields.Select(field => field.IsRequired), Is.EqualTo(new[] { true, true, false }));
            Assert.That(fields[0].Description, Is.EqualTo("Full name"));
            Assert.That(fields[1].Values, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(fields[2].Fields.Single().Path, Is.EqualTo(new[] { "properties", "orders", "items", "properties", "price" }));
            Assert.That(fields[2].Fields.Single().IsRequired, Is.True);
        }
    }

    [TestCase("""{ "type": "object" }""", true)]
    [TestCase("null", true)]
    [TestCase("""{ "type": "array", "items": {} }""", false)]
    [TestCase("""{ "anyOf": [{ "type": "object" }] }""", false)]
    [TestCase("\"text\"", false)]
    public void A_form_shows_objects_only(string schema, bool expected) =>
        Assert.That(SchemaReading.CanShow(JsonElement.Parse(schema)), Is.EqualTo(expected));

    [TestCase("""{ "type": "object", "properties": [] }""")]
    [TestCase("""{ "type": "object", "properties": { "a": null }, "required": "a" }""")]
    [TestCase("""{ "type": "object", "properties": { "a": { "type": 5, "description": {}, "items": 3 } }, "required": [1] }""")]
    public void What_is_no_schema_is_read_as_far_as_it_goes(string schema) => Assert.That(() => Fields(schema), Throws.Nothing);

    private static ImmutableArray<SchemaEntry> Fields(string schema) => SchemaReading.Read(JsonElement.Parse(schema));
}
