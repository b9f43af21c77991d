using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Canvas;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class TidyingTests
{
    private const string Heap = """
        { "format": "flowbuilder/1", "name": "Heap",
          "nodes": [
            { "id": "result", "type": "output.text", "version": 1, "position": { "x": 0, "y": 0 } },
            { "id": "prompt", "type": "prompt.template", "version": 1, "position": { "x": 20, "y": 10 }, "settings": { "template": "{{a}}" } },
            { "id": "question", "type": "input.text", "version": 1, "position": { "x": 40, "y": 300 } },
            { "id": "alone", "type": "prompt.template", "version": 1, "position": { "x": 3000, "y": 2000 } }
          ],
          "edges": [{ "from": "question.text", "to": "prompt.a" }, { "from": "prompt.text", "to": "result.value" }],
          "notes": [{ "id": "n", "text": "Ask here.", "position": { "x": 60, "y": 420 }, "size": { "width": 200, "height": 80 } }] }
        """;

    [Test]
    public void Nodes_go_into_columns_in_the_order_of_their_wires_and_a_note_goes_with_its_node()
    {
        var (desk, canvas) = Open();

        desk.Editor.Move(canvas.Tidied(canvas.BoxesOf(All(canvas), NoSizes)));

        var flow = desk.Session.Flow;
        Assert.That(new[] { X(flow, "question"), X(flow, "prompt"), X(flow, "result") }, Is.Ordered.And.Unique);
        Assert.That(flow.Notes[0].Position.X - X(flow, "question"), Is.EqualTo(20));
        desk.History.Undo();
        Assert.That(X(desk.Session.Flow, "question"), Is.EqualTo(40));
    }

    [Test]
    public void Tidying_twice_changes_nothing()
    {
        var (desk, canvas) = Open();
        desk.Editor.Move(canvas.Tidied(canvas.BoxesOf(All(canvas), NoSizes)));
        canvas.Show(desk.Session.Flow);

        Assert.That(canvas.Tidied(canvas.BoxesOf(All(canvas), NoSizes)), Is.Empty);
    }

    [Test]
    public void What_is_not_selected_stays()
    {
        var (_, canvas) = Open();

        var moved = canvas.Tidied(canvas.BoxesOf(new HashSet<PartId> { Part("question"), Part("prompt") }, NoSizes));

        Assert.That(moved.Keys, Is.SubsetOf(new[] { Part("question"), Part("prompt") }));
        Assert.That(moved, Is.Not.Empty);
    }

    private static readonly Dictionary<string, double[]> NoSizes = [];

    private static (Desk Desk, CanvasModel Canvas) Open()
    {
        var flow = new FlowFormat(Desk.Catalogue).Read(System.Text.Encoding.UTF8.GetBytes(Heap)).Flow!;
        var canvas = new CanvasModel(Desk.Catalogue);
        canvas.Show(flow);
        return (new Desk(flow), canvas);
    }

    private static HashSet<PartId> All(CanvasModel canvas) => [.. canvas.Nodes.Select(node => node.Id), .. canvas.Notes.Select(note => note.Id)];

    private static PartId Part(string id) => PartId.Of(new NodeId(id));

    private static int X(Flow flow, string id) => flow.Find(new NodeId(id))!.Position.X;
}
