using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Web.Components.Fields.Schema;

namespace FlowBuilder.Web.Tests.Fields;

[Parallelizable(ParallelScope.All)]
public sealed class SchemaEditsTests
{
    private static readonly JsonElement Known = JsonElement.Parse("""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
          "properties": {
            "name": { "type": "string", "pattern": "^[A-Z]", "x-note": [1, 2] },
            "age": { "type": "integer", "minimum": 0 },
            "odd": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
          },
          "required": ["name", "age"]
        }
        """);

    [Test]
    public void A_new_schema_begins_with_its_first_field() => Assert.That(
        SchemaEdits.Add(null, [], "field"),
        IsJson("""{ "type": "object", "properties": { "field": { "type": "string" } }, "required": ["field"] }"""));

    [Test]
    public void A_field_is_added_behind_the_others_under_a_free_name()
    {
        var twice = SchemaEdits.Add(SchemaEdits.Add(Known, [], "name"), [], "name");

        Assert.That(SchemaReading.Read(twice).Select(field => field.Name), Is.EqualTo(new[] { "name", "age", "odd", "name2", "name3" }));
    }

    [Test]
    public void Renaming_keeps_the_place_what_is_required_and_what_the_form_does_not_know()
    {
        var renamed = SchemaEdits.Rename(Known, Path("name"), "full name")!.Value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(SchemaReading.Read(renamed).Select(field => (field.Name, field.IsRequired)), Is.EqualTo(new[] { ("full name", true), ("age", true), ("odd", false) }));
            Assert.That(renamed.GetProperty("properties").GetProperty("full name").GetRawText(), Is.EqualTo("""{"type":"string","pattern":"^[A-Z]","x-note":[1,2]}"""));
            Assert.That(renamed.GetProperty("additionalProperties").GetBoolean(), Is.False);
        }
    }

    [TestCase("age")]
    [TestCase("")]
    public void A_name_that_is_taken_or_empty_is_refused(string name) => Assert.That(SchemaEdits.Rename(Known, Path("name"), name), Is.Null);

    [Test]
    public void Its_own_name_is_no_change() => Assert.That(SchemaEdits.Rename(Known, Path("name"), "name"), IsJson(Known.GetRawText()));

    [Test]
    public void Moving_stops_at_the_ends()
    {
        var down = SchemaEdits.Move(Known, Path("name"), 1);
        var end = SchemaEdits.Move(Known, Path("odd"), 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Names(down), Is.EqualTo(new[] { "age", "name", "odd" }));
            Assert.That(Names(end), Is.EqualTo(new[] { "name", "age", "odd" }));
        }
    }

    [Test]
    public void Removing_takes_the_field_out_of_what_is_required()
    {
        var rest = SchemaEdits.Remove(SchemaEdits.Remove(Known, Path("name")), Path("age"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Names(rest), Is.EqualTo(new[] { "odd" }));
            Assert.That(rest.TryGetProperty("required", out _), Is.False);
        }
    }

    [TestCase(SchemaType.Number, """{ "minimum": 0, "type": "number" }""")]
    [TestCase(SchemaType.Choice, """{ "minimum": 0, "type": "string", "enum": ["option 1", "option 2"] }""")]
    [TestCase(SchemaType.Object, """{ "minimum": 0, "type": "object", "properties": {} }""")]
    [TestCase(SchemaType.List, """{ "minimum": 0, "type": "array", "items": { "type": "string" } }""")]
    public void Another_kind_changes_what_says_the_kind_only(SchemaType type, string expected) =>
        Assert.That(SchemaEdits.SetType(Known, Path("age"), type).GetProperty("properties").GetProperty("age"), IsJson(expected));

    [Test]
    public void Fields_stand_inside_the_objects_of_a_list()
    {
        var list = SchemaEdits.SetType(Known, Path("age"), SchemaType.List);
        var objects = SchemaEdits.SetType(list, [.. Path("age"), "items"], SchemaType.Object);
        var inner = SchemaReading.Read(objects)[1].ObjectPath!.Value;

        var filled = SchemaEdits.SetDescription(SchemaEdits.Add(objects, inner, "price"), [.. inner, "properties", "price"], "In euro");

        Assert.That(filled.GetProperty("properties").GetProperty("age"), IsJson("""
            { "type": "array", "minimum": 0, "items": { "type": "object", "properties": { "price": { "type": "string", "description": "In euro" } }, "required": ["price"] } }
            """));
    }

    [Test]
    public void Descriptions_requirements_and_values_come_and_go()
    {
        var path = Path("name");
        var set = SchemaEdits.SetRequired(SchemaEdits.SetDescription(Known, path, "Who"), path, isRequired: false);
        var choice = SchemaEdits.SetValues(SchemaEdits.SetType(set, path, SchemaType.Choice), path, ["a", "b", "a"]);
        var cleared = SchemaEdits.SetDescription(choice, path, "");

        var field = SchemaReading.Read(choice)[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((field.Description, field.IsRequired), Is.EqualTo(("Who", false)));
            Assert.That(field.Values, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(SchemaReading.Read(cleared)[0].Description, Is.Empty);
            Assert.That(choice.GetProperty("properties").GetProperty("odd"), IsJson("""{ "anyOf": [{ "type": "string" }, { "type": "null" }] }"""));
        }
    }

    [Test]
    public void A_schema_of_an_example_has_each_member_as_a_field()
    {
        var example = JsonElement.Parse("""
            { "name": "Kim", "age": 31, "score": 0.5, "ok": true, "gone": null, "tags": ["a"], "orders": [{ "id": 1, "note": "x" }, { "id": 2.5, "note": null }, { "id": 3 }], "mixed": [1, "a"] }
            """);

        Assert.That(SchemaFromExample.Make(example), IsJson("""
            {
              "type": "object",
              "properties": {
                "name": { "type": "string" }, "age": { "type": "integer" }, "score": { "type": "number" }, "ok": { "type": "boolean" }, "gone": {},
                "tags": { "type": "array", "items": { "type": "string" } },
                "orders": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "number" }, "note": { "type": ["string", "null"] } }, "required": ["id"] } },
                "mixed": { "type": "array", "items": {} }
              },
              "required": ["name", "age", "score", "ok", "gone", "tags", "orders", "mixed"]
            }
            """));
    }

    private static ImmutableArray<string> Path(string field) => ["properties", field];

    private static IEnumerable<string> Names(JsonElement schema) => SchemaReading.Read(schema).Select(field => field.Name);

    private static NUnit.Framework.Constraints.Constraint IsJson(string text)
    {
        var expected = JsonElement.Parse(text);
        return Is.TypeOf<JsonElement>().And.Matches<JsonElement>(actual => JsonElement.DeepEquals(actual, expected));
    }
}
