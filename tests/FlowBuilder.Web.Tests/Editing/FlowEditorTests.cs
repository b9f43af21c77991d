using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class FlowEditorTests
{
    [Test]
    public void AddNode_gives_each_node_a_readable_free_id_and_each_input_a_name_of_its_own()
    {
        var desk = new Desk();

        var first = desk.Add("input.text");
        var second = desk.Add("input.text");

        Assert.That((first.Value, second.Value), Is.EqualTo(("text", "text-2")));
        var names = desk.Session.Flow.Nodes.Select(node => Desk.Catalogue.Find(node.Type)!.ParameterOf(node)!.Name);
        Assert.That(names, Is.EqualTo(new[] { "text", "text2" }));
    }

    [Test]
    public void AddNode_refuses_a_type_that_is_not_known() =>
        Assert.That(new Desk().Editor.AddNode("no.such", default), Is.Null);

    [Test]
    public void Connect_says_in_a_sentence_why_types_do_not_fit_and_draws_nothing()
    {
        var desk = new Desk();
        desk.Add("input.number");
        desk.Add("model.chat");

        var reason = desk.Editor.Connect(Desk.Port("number.value"), Desk.Port("chat.images"));

        Assert.That(reason?.English, Does.Contain("number").And.Contain("image"));
        Assert.That(reason!.All, Contains.Key("ko"));
        Assert.That(desk.Wires, Is.Empty);
    }

    [Test]
    public void Connect_refuses_a_circle()
    {
        var desk = new Desk();
        var (first, second) = (desk.Add("prompt.template"), desk.Add("prompt.template"));
        desk.Set(first, "template", "{{a}}");
        desk.Set(second, "template", "{{b}}");
        desk.Editor.Connect(new PortAddress(first, "text"), new PortAddress(second, "b"));

        var reason = desk.Editor.Connect(new PortAddress(second, "text"), new PortAddress(first, "a"));

        Assert.That(reason, Is.Not.Null);
        Assert.That(desk.Wires.Count(), Is.EqualTo(1));
    }

    [Test]
    public void Connect_to_an_input_that_takes_one_wire_replaces_the_one_it_has_in_one_step()
    {
        var desk = new Desk();
        desk.Add("input.text");
        desk.Add("input.text");
        desk.Add("output.text");
        var output = desk.Session.Flow.Nodes[2].Id;
        desk.Editor.Connect(Desk.Port("text.text"), new PortAddress(output, "value"));

        desk.Editor.Connect(Desk.Port("text-2.text"), new PortAddress(output, "value"));

        Assert.That(desk.Wires, Is.EqualTo(new[] { $"text-2.text -> {output}.value" }));
        desk.History.Undo();
        Assert.That(desk.Wires, Is.EqualTo(new[] { $"text.text -> {output}.value" }));
    }

    [Test]
    public void Renaming_a_template_variable_keeps_its_wire()
    {
        var desk = WiredPrompt();

        desk.Set(new NodeId("template"), "template", "Answer: {{ask}}");

        Assert.That(desk.Wires, Is.EqualTo(new[] { "text.text -> template.ask" }));
    }

    [Test]
    public void A_wire_goes_with_its_variable_and_comes_back_with_it()
    {
        var desk = WiredPrompt();

        desk.Set(new NodeId("template"), "template", "Answer: {{");
        Assert.That(desk.Wires, Is.Empty);
        desk.Set(new NodeId("template"), "template", "Answer now: {{question}}");

        Assert.That(desk.Wires, Is.EqualTo(new[] { "text.text -> template.question" }));
    }

    [Test]
    public void A_setting_at_its_default_is_left_out_of_the_document()
    {
        var desk = new Desk();
        var node = desk.Add("input.text");
        desk.Set(node, "required", false);
        desk.Set(node, "required", true);

        Assert.That(desk.Session.Flow.Find(node)!.Settings.Has("required"), Is.False);
    }

    [Test]
    public void Duplicate_copies_nodes_with_the_wires_among_them()
    {
        var desk = WiredPrompt();

        var copies = desk.Editor.Duplicate([PartId.Of(new NodeId("text")), PartId.Of(new NodeId("template"))]);

        Assert.That(copies.Select(copy => copy.Value), Is.EqualTo(new[] { "text-2", "template-2" }));
        Assert.That(desk.Wires, Does.Contain("text-2.text -> template-2.question"));
    }

    private static Desk WiredPrompt()
    {
        var desk = new Desk();
        desk.Add("input.text");
        desk.Set(desk.Add("prompt.template"), "template", "Answer: {{question}}");
        desk.Editor.Connect(Desk.Port("text.text"), Desk.Port("template.question"));
        return desk;
    }
}
