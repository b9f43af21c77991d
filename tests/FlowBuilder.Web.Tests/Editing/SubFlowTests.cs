using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.SubFlows;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class SubFlowTests
{
    private const string Chain = """
        { "format": "flowbuilder/1", "name": "Chain",
          "nodes": [
            { "id": "question", "type": "input.text", "version": 1, "position": { "x": 0, "y": 0 }, "settings": { "name": "question" } },
            { "id": "first", "type": "prompt.template", "version": 1, "position": { "x": 300, "y": 40 }, "settings": { "template": "{{a}} {{b}}" } },
            { "id": "second", "type": "prompt.template", "version": 1, "position": { "x": 700, "y": 90 }, "settings": { "template": "{{c}}" } },
            { "id": "merge", "type": "logic.merge", "version": 1, "position": { "x": 1000, "y": 0 } },
            { "id": "result", "type": "output.text", "version": 1, "position": { "x": 1300, "y": 0 } }
          ],
          "edges": [
            { "from": "question.text", "to": "first.a" },
            { "from": "question.text", "to": "first.b" },
            { "from": "first.text", "to": "merge.values" },
            { "from": "first.text", "to": "second.c" },
            { "from": "second.text", "to": "merge.values" },
            { "from": "question.text", "to": "merge.values" },
            { "from": "merge.value", "to": "result.value" }
          ],
          "notes": [{ "id": "n", "text": "About these.", "position": { "x": 320, "y": -90 } }] }
        """;

    [Test]
    public void Selected_nodes_become_one_node_that_is_wired_as_they_were()
    {
        var desk = new Desk(Read(Chain));

        var refusal = desk.Editor.MakeSubFlow(Parts("first", "second"), "Prompts", out var made);

        Assert.That(refusal, Is.Null);
        Assert.That(made, Is.EqualTo(Parts("sub-flow")));
        Assert.That(desk.Wires, Is.EqualTo(new[]
        {
            "question.text -> sub-flow.question",
            "sub-flow.first -> merge.values",
            "sub-flow.second -> merge.values",
            "question.text -> merge.values",
            "merge.value -> result.value",
        }));
        Assert.That(Problems(desk), Is.Empty);
    }

    [Test]
    public void Repeated_nodes_take_the_list_as_items_and_give_what_a_list_of_it_fits()
    {
        var desk = new Desk(Read(Chain));

        var refusal = desk.Editor.MakeRepeated(Parts("first", "second"), "Each", out var made);

        Assert.That(refusal, Is.Null);
        Assert.That(made, Is.EqualTo(Parts("each")));
        Assert.That(desk.Session.Flow.Find(new NodeId("each"))!.Type, Is.EqualTo("control.for-each"));
        Assert.That(desk.Wires, Is.EqualTo(new[]
        {
            "question.text -> each.items",
            "each.text -> merge.values",
            "question.text -> merge.values",
            "merge.value -> result.value",
        }));
        Assert.That(Problems(desk), Is.Empty);
        desk.History.Undo();
        Assert.That(desk.Wires.Count(), Is.EqualTo(7));
    }

    [Test]
    public void Nodes_that_nothing_comes_into_cannot_be_repeated()
    {
        var desk = new Desk(Read("""
            { "format": "flowbuilder/1", "name": "Alone", "edges": [],
              "nodes": [{ "id": "first", "type": "prompt.template", "version": 1, "position": { "x": 0, "y": 0 }, "settings": { "template": "Hello" } }] }
            """));

        Assert.That(desk.Editor.MakeRepeated(Parts("first"), "Each", out _)!.English, Does.Contain("no list to repeat them for"));
    }

    [Test]
    public void Inside_the_nodes_stand_where_they_stood_between_the_ends_of_the_new_flow()
    {
        var desk = new Desk(Read(Chain));

        desk.Editor.MakeSubFlow(Parts("first", "second"), "Prompts", out _);

        var inside = SubFlowUnpacking.Inside(desk.Session.Flow.Find(new NodeId("sub-flow"))!, Desk.Catalogue)!;
        Assert.That(inside.Find(new NodeId("first"))!.Position, Is.EqualTo(new CanvasPoint(300, 40)));
        Assert.That(inside.Nodes.Select(node => node.Type), Is.EqualTo(new[] { "input.value", "prompt.template", "prompt.template", "output.value", "output.value" }));
        Assert.That(inside.Nodes[0].Position.X, Is.LessThan(0));
        Assert.That(inside.Nodes[^1].Position.X, Is.GreaterThan(1000));
        Assert.That(new FlowValidator(Desk.Catalogue).Check(inside).Where(problem => problem.Severity != DiagnosticSeverity.Warning), Is.Empty);
    }

    [Test]
    public void Unpacking_gives_back_the_same_nodes_notes_and_wires_with_each_list_in_its_order()
    {
        var before = Read(Chain);
        var desk = new Desk(before);
        desk.Editor.MakeSubFlow([.. Parts("first", "second"), PartId.OfNote("n")], "Prompts", out _);
        Assert.That(desk.Session.Flow.Notes, Is.Empty);

        var refusal = desk.Editor.Unpack(new NodeId("sub-flow"), out var made);

        var after = desk.Session.Flow;
        Assert.That(refusal, Is.Null);
        Assert.That(made, Is.EqualTo(new[] { PartId.Of(new NodeId("first")), PartId.Of(new NodeId("second")), PartId.OfNote("n") }));
        Assert.That(after.Nodes.Select(Shape), Is.EqualTo(before.Nodes.Select(Shape)));
        Assert.That(desk.Wires, Is.EquivalentTo(before.Edges.Select(edge => $"{edge.From} -> {edge.To}")));
        Assert.That(Into(after, "merge"), Is.EqualTo(Into(before, "merge")));
        Assert.That(after.Notes.Single().Position, Is.EqualTo(before.Notes.Single().Position));
    }

    [Test]
    public void Both_are_one_step_that_undo_takes_back_to_the_byte()
    {
        var desk = new Desk(Read(Chain));
        var before = desk.Text;
        desk.Editor.MakeSubFlow(Parts("first", "second"), "Prompts", out _);
        var packed = desk.Text;
        desk.Editor.Unpack(new NodeId("sub-flow"), out _);

        desk.History.Undo();
        Assert.That(desk.Text, Is.EqualTo(packed));
        desk.History.Undo();
        Assert.That(desk.Text, Is.EqualTo(before));
        desk.History.Redo();
        Assert.That(desk.Text, Is.EqualTo(packed));
    }

    [Test]
    public void A_node_that_lies_between_the_selected_ones_is_named_and_nothing_changes()
    {
        var desk = new Desk(Read(Chain));

        var refusal = desk.Editor.MakeSubFlow(Parts("first", "merge"), "Prompts", out var made);

        Assert.That(refusal!.English, Does.Contain("Prompt"));
        Assert.That(refusal.All, Contains.Key("ko"));
        Assert.That(made, Is.Empty);
        Assert.That(desk.History.CanUndo, Is.False);
    }

    [Test]
    public void The_flows_own_inputs_and_results_stay_outside()
    {
        var desk = new Desk(Read(Chain));

        desk.Editor.MakeSubFlow([.. desk.Session.Flow.Nodes.Select(node => PartId.Of(node.Id))], "All", out _);

        Assert.That(desk.Session.Flow.Nodes.Select(node => node.Id.Value), Is.EqualTo(new[] { "question", "sub-flow", "result" }));
        Assert.That(desk.Editor.MakeSubFlow(Parts("question", "result"), "None", out _), Is.Not.Null);
    }

    [Test]
    public void A_moved_sub_flow_unpacks_where_it_was_moved_to()
    {
        var desk = new Desk(Read(Chain));
        desk.Editor.MakeSubFlow(Parts("first", "second"), "Prompts", out var made);
        var call = desk.Session.Flow.Find(made[0].Node)!;
        desk.Editor.Move(new Dictionary<PartId, CanvasPoint> { [made[0]] = CanvasPoint.From(call.Position.X + 50, call.Position.Y - 20) }.ToImmutableDictionary());

        desk.Editor.Unpack(made[0].Node, out _);

        Assert.That(desk.Session.Flow.Find(new NodeId("first"))!.Position, Is.EqualTo(new CanvasPoint(350, 20)));
    }

    [Test]
    public void A_node_that_embeds_no_flow_is_not_unpacked()
    {
        var desk = new Desk(Read(Chain));

        Assert.That(desk.Editor.Unpack(new NodeId("first"), out _), Is.Not.Null);
    }

    [Test]
    public void ToggleBypass_bypasses_all_and_then_lets_all_run_again()
    {
        var desk = new Desk(Read(Chain));
        desk.Editor.ToggleBypass(Parts("second"));

        desk.Editor.ToggleBypass(Parts("first", "second"));
        Assert.That(Bypassed(desk), Is.EqualTo(new[] { "first", "second" }));
        desk.Editor.ToggleBypass(Parts("first", "second"));
        Assert.That(Bypassed(desk), Is.Empty);
        desk.History.Undo();
        desk.History.Undo();
        Assert.That(Bypassed(desk), Is.EqualTo(new[] { "second" }));
    }

    private static Flow Read(string json) => new FlowFormat(Desk.Catalogue).Read(System.Text.Encoding.UTF8.GetBytes(json)).Flow!;

    private static PartId[] Parts(params string[] ids) => [.. ids.Select(id => PartId.Of(new NodeId(id)))];

    private static string Shape(FlowNode node) => $"{node.Id} {node.Type} {node.Position} {node.Settings.ToElement().GetRawText()}";

    private static IEnumerable<string> Into(Flow flow, string node) =>
        flow.Edges.Where(edge => edge.To.Node.Value == node).Select(edge => edge.From.ToString());

    private static IEnumerable<string> Problems(Desk desk) => new FlowValidator(Desk.Catalogue).Check(desk.Session.Flow)
        .Where(problem => problem.Severity != DiagnosticSeverity.Warning)
        .Select(problem => $"{problem.Code} {problem.Path}");

    private static IEnumerable<string> Bypassed(Desk desk) =>
        desk.Session.Flow.Nodes.Where(node => node.IsBypassed).Select(node => node.Id.Value);
}
