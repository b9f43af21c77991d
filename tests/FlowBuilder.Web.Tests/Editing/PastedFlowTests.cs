using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Clipboard;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class PastedFlowTests
{
    private static readonly FlowFiles Files = new(new FlowFormat(Desk.Catalogue));

    [Test]
    public void What_was_copied_is_read_back_with_the_wires_among_it_and_nothing_else()
    {
        var desk = new Desk();
        desk.Add("input.text");
        desk.Set(desk.Add("prompt.template"), "template", "Say {{a}}");
        desk.Add("output.text");
        desk.Editor.Connect(Desk.Port("text.text"), Desk.Port("template.a"));
        desk.Editor.Connect(Desk.Port("template.text"), Desk.Port("text-2.value"));
        var copied = new FlowFormat(Desk.Catalogue).Write(desk.Session.Flow.Fragment([PartId.Of(new NodeId("text")), PartId.Of(new NodeId("template"))]));

        var pasted = PastedFlow.Read(System.Text.Encoding.UTF8.GetString(copied), Files).Flow!;

        Assert.That(pasted.Name, Is.Empty);
        Assert.That(pasted.Nodes.Select(node => node.Id.Value), Is.EqualTo(new[] { "text", "template" }));
        Assert.That(pasted.Edges.Select(edge => $"{edge.From} -> {edge.To}"), Is.EqualTo(new[] { "text.text -> template.a" }));
    }

    [TestCase("Look:\n```json\n{0}\n```\nNice, {isn't it}?")]
    [TestCase("{ no } code here\n```\nx = 1\n```\n```\n{0}\n```")]
    [TestCase("It goes like this {0} and that is all.")]
    [TestCase("\uFEFF  {0}\n")]
    public void A_flow_is_found_in_a_message(string message)
    {
        var pasted = PastedFlow.Read(message.Replace("{0}", OneNode, StringComparison.Ordinal), Files);

        Assert.That(pasted.Problem, Is.Null);
        Assert.That(pasted.Flow!.Nodes, Has.Length.EqualTo(1));
    }

    [TestCase("", "no text")]
    [TestCase("Good morning", "not a flow")]
    [TestCase("{ \"a\": 1 }", "not a flow")]
    [TestCase("{ \"a\": 1", "JSON")]
    [TestCase("{ \"format\": \"flowbuilder/1\", \"name\": \"\", \"nodes\": [], \"edges\": [] }", "no nodes")]
    [TestCase("{ \"format\": \"flowbuilder/9\" }", "flowbuilder/9")]
    [TestCase("kind: app\nversion: 0.1.5\napp:\n  mode: workflow\nworkflow:\n  graph:\n    nodes: []\n", "Dify")]
    public void What_is_no_flow_is_said_in_both_languages(string text, string because)
    {
        var pasted = PastedFlow.Read(text, Files);

        Assert.That(pasted.Flow, Is.Null);
        Assert.That(pasted.Problem!.English, Does.Contain(because));
        Assert.That(pasted.Problem.All, Contains.Key("ko"));
    }

    [Test]
    public void Of_several_problems_the_first_is_said_and_the_others_are_counted()
    {
        var pasted = PastedFlow.Read(OneNode.Replace("\"id\": \"a\"", "\"id\": \"1\"", StringComparison.Ordinal).Replace("[]", "[{ \"from\": \"x\" }]", StringComparison.Ordinal), Files);

        Assert.That(pasted.Flow, Is.Null);
        Assert.That(pasted.OtherProblems, Is.GreaterThan(0));
    }

    [Test]
    public void Pasted_parts_come_to_the_pointer_on_the_grid_and_never_exactly_on_others()
    {
        var desk = new Desk();
        var parts = PastedFlow.Read(OneNode, Files).Flow!;

        var (right, down) = parts.WayTo(new CanvasPoint(503, 300), desk.Session.Flow);
        desk.Editor.Insert(parts, right, down);
        var second = parts.WayTo(new CanvasPoint(503, 300), desk.Session.Flow);

        Assert.That((right % 10, down % 10), Is.EqualTo((0, 0)));
        Assert.That(desk.Session.Flow.Nodes[0].Position.X, Is.InRange(503 - NodeGeometry.MinWidth, 503));
        Assert.That(second, Is.Not.EqualTo((right, down)));
    }

    private const string OneNode = """{ "format": "flowbuilder/1", "name": "One", "nodes": [{ "id": "a", "type": "input.text", "version": 1, "position": { "x": 7, "y": 7 } }], "edges": [] }""";
}
