using System.Text.Json;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Tests.Flows.Support;
using FlowBuilder.Testing.Schemas;

namespace FlowBuilder.Core.Tests.Flows.Schemas;

[Parallelizable(ParallelScope.All)]
public sealed class NodeTypeDescriptionTests
{
    private static readonly JsonElement Model = NodeTypeDescription.ToJson(Examples.Catalogue.Find("model.chat")!);

    [Test]
    public void A_type_is_described_with_its_texts_in_every_language()
    {
        Assert.That(Model.GetProperty("type").GetString(), Is.EqualTo("model.chat"));
        Assert.That(Model.GetProperty("version").GetInt32(), Is.EqualTo(1));
        Assert.That(Model.GetProperty("category").GetString(), Is.EqualTo("models"));
        Assert.That(Model.GetProperty("title").GetRawText(), Is.EqualTo("""{"en":"Model","ko":"\uBAA8\uB378"}""").Or.EqualTo("""{"en":"Model","ko":"모델"}"""));
    }

    [Test]
    public void Its_ports_say_direction_type_and_what_may_be_connected()
    {
        var ports = Model.GetProperty("ports").EnumerateArray().ToDictionary(port => $"{port.GetProperty("direction").GetString()} {port.GetProperty("id").GetString()}");

        Assert.That(ports.Keys, Is.EqualTo(new[] { "input prompt", "input images", "input system", "output text", "output json" }));
        Assert.That(Flags(ports["input prompt"]), Is.EqualTo("text required live"));
        Assert.That(Flags(ports["input images"]), Is.EqualTo("image list"));
        Assert.That(Flags(ports["input system"]), Is.EqualTo("text setting"));

        static string Flags(JsonElement port) => string.Join(' ', port.EnumerateObject()
            .Where(member => member.Value.ValueKind == JsonValueKind.True)
            .Select(member => member.Name)
            .Prepend(port.GetProperty("type").GetString()));
    }

    [TestCase("""{ "connection": "c" }""", true)]
    [TestCase("{}", false)]
    [TestCase("""{ "connection": "c", "temperature": 9 }""", false)]
    public void Its_settings_schema_asks_for_what_a_run_needs(string settings, bool fits) =>
        Assert.That(new JsonSchemaCheck(Model.GetProperty("settings")).Check(JsonElement.Parse(settings)).Count == 0, Is.EqualTo(fits));

    [Test]
    public void Its_fields_say_when_they_are_shown_and_what_may_be_chosen()
    {
        var fields = Model.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!);

        Assert.That(fields["schema"].GetProperty("visibleWhen").GetRawText(), Is.EqualTo("""{"field":"output","values":["jsonSchema"]}"""));
        Assert.That(fields["output"].GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("value").GetString()), Is.EqualTo(new[] { "text", "jsonSchema" }));
        Assert.That(fields["connection"].GetProperty("kind").GetString(), Is.EqualTo("connection"));
    }

    [Test]
    public void Flags_tell_inputs_results_and_types_whose_settings_make_ports()
    {
        Assert.That(Flag("input.text", "flowInput"), Is.True);
        Assert.That(Flag("output.text", "flowOutput"), Is.True);
        Assert.That(Flag("prompt.template", "dynamicPorts"), Is.True);
        Assert.That(Flag("model.chat", "dynamicPorts"), Is.False);

        static bool Flag(string type, string flag) =>
            NodeTypeDescription.ToJson(Examples.Catalogue.Find(type)!).GetProperty("flags").GetProperty(flag).GetBoolean();
    }
}
