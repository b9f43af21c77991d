using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class RunInputTests
{
    [TestCase("input.text", FieldKind.Multiline)]
    [TestCase("input.chat", FieldKind.Multiline)]
    [TestCase("input.number", FieldKind.Number)]
    [TestCase("input.file", FieldKind.File)]
    [TestCase("input.image", FieldKind.File)]
    [TestCase("input.json", FieldKind.Json)]
    public void What_an_input_gives_into_the_flow_decides_how_its_value_is_put_in(string type, FieldKind kind)
    {
        var desk = new Desk();
        desk.Add(type);

        Assert.That(new RunInputs(Desk.Catalogue).Of(desk.Session.Flow).Single().Kind, Is.EqualTo(kind));
    }

    [Test]
    public void A_choice_offers_its_values()
    {
        var desk = new Desk();
        desk.Set(desk.Add("input.choice"), "choices", new[] { "red", "blue" });

        var input = new RunInputs(Desk.Catalogue).Of(desk.Session.Flow).Single();

        Assert.That((input.Kind, input.Choices), Is.EqualTo((FieldKind.Choice, new[] { "red", "blue" })));
    }

    [Test]
    public void A_default_is_shown_and_not_sent_an_example_is_both_and_what_is_put_in_wins()
    {
        var desk = new Desk();
        desk.Set(desk.Add("input.text"), "default", "Standard");
        desk.Set(new NodeId("text"), "name", "first");
        desk.Set(desk.Add("input.text"), "example", "Example");
        desk.Set(new NodeId("text-2"), "name", "second");
        var inputs = new RunInputs(Desk.Catalogue);

        Assert.That(inputs.Of(desk.Session.Flow).Select(input => input.Value?.GetString()), Is.EqualTo(new[] { "Standard", "Example" }));
        Assert.That(inputs.ValuesOf(desk.Session.Flow).Keys, Is.EqualTo(new[] { "second" }));
        inputs.Set("first", System.Text.Json.JsonSerializer.SerializeToElement("Mine"));
        Assert.That(inputs.ValuesOf(desk.Session.Flow)["first"].GetString(), Is.EqualTo("Mine"));
    }
}
