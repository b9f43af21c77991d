using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Canvas;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

/// <summary>Adding wired nodes, copying, putting in order, and notes; each as one step that undo takes back.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PartsTests
{
    private static readonly PortFits Fits = new(Desk.Catalogue);

    [Test]
    public void Only_types_with_a_port_that_fits_are_offered_the_best_first()
    {
        var desk = new Desk();
        desk.Add("model.chat");

        var fits = Fits.Of(desk.Session.Flow, Desk.Port("chat.images"), isOutput: false);

        Assert.That(fits[0].Type.Id, Is.EqualTo("input.image"));
        Assert.That(fits.Select(fit => fit.Type.Id), Does.Not.Contain("input.number").And.Not.Contain("output.text"));
        Assert.That(fits.Select(fit => fit.Rank), Is.Ordered);
    }

    [Test]
    public void A_port_proper_fits_better_than_a_setting_that_a_wire_can_feed()
    {
        foreach (var type in Desk.Catalogue.Types)
        {
            var desk = new Desk();
            var node = desk.Add(type.Id);
            foreach (var port in type.Ports.Where(port => port.Direction == PortDirection.Output && !port.IsHidden))
            {
                var fits = Fits.Of(desk.Session.Flow, new PortAddress(node, port.Id), isOutput: true);
                Assert.That(fits.Select(fit => fit.Port.IsSetting), Is.Ordered, $"{type.Id}.{port.Id}");
                Assert.That(fits, Is.Not.Empty, $"{type.Id}.{port.Id}");
            }
        }
    }

    [Test]
    public void AddWired_adds_node_and_wire_in_one_step_with_the_port_at_the_place()
    {
        var desk = new Desk();
        desk.Add("input.text");
        var fit = Fits.Best(Desk.Catalogue.Find("output.text")!, desk.Session.Flow, Desk.Port("text.text"), isOutput: true)!;

        var id = desk.Editor.AddWired(fit, Desk.Port("text.text"), isOutput: true, new CanvasPoint(400, 200), out var refusal);

        Assert.That(refusal, Is.Null);
        Assert.That(desk.Wires, Is.EqualTo(new[] { $"text.text -> {id}.value" }));
        var node = desk.Session.Flow.Find(id)!;
        Assert.That(NodeGeometry.InputAt(node.Position, 0), Is.EqualTo((400d, 200d)).Within(1));
        desk.History.Undo();
        Assert.That(desk.Session.Flow.PartCount(), Is.EqualTo(1));
    }

    [Test]
    public void A_template_that_is_added_to_a_wire_begins_with_a_variable_for_it()
    {
        var desk = new Desk();
        desk.Add("input.text");
        var fit = Fits.Best(Desk.Catalogue.Find("prompt.template")!, desk.Session.Flow, Desk.Port("text.text"), isOutput: true)!;

        desk.Editor.AddWired(fit, Desk.Port("text.text"), isOutput: true, default, out _);

        Assert.That(desk.Wires, Is.EqualTo(new[] { "text.text -> template.text" }));
        Assert.That(desk.Session.Flow.Nodes[1].Settings["template"].GetString(), Is.EqualTo("{{text}}"));
    }

    [Test]
    public void A_node_added_before_an_input_that_takes_one_wire_replaces_its_wire()
    {
        var desk = WiredOutput();
        var output = desk.Session.Flow.Nodes[1].Id;
        var before = desk.Text;
        var port = new PortAddress(output, "value");
        var fit = Fits.Best(Desk.Catalogue.Find("model.chat")!, desk.Session.Flow, port, isOutput: false)!;

        desk.Editor.AddWired(fit, port, isOutput: false, new CanvasPoint(0, 300), out _);

        Assert.That(desk.Wires, Is.EqualTo(new[] { $"chat.{fit.Port.Id} -> {output}.value" }));
        desk.History.Undo();
        Assert.That(desk.Text, Is.EqualTo(before));
    }

    [Test]
    public void DisconnectPort_takes_every_wire_of_a_port()
    {
        var desk = WiredOutput();

        Assert.That(desk.Editor.IsWired(Desk.Port("text.text"), isOutput: true));
        desk.Editor.DisconnectPort(Desk.Port("text.text"), isOutput: true);

        Assert.That(desk.Wires, Is.Empty);
        desk.History.Undo();
        Assert.That(desk.Wires.Count(), Is.EqualTo(1));
    }

    [Test]
    public void Duplicate_copies_notes_and_gives_inputs_names_of_their_own()
    {
        var desk = new Desk();
        desk.Add("input.text");
        var note = desk.Editor.AddNote(default);
        desk.Editor.SetNoteText(note, "Mind this");

        var copies = desk.Editor.Duplicate([PartId.Of(new NodeId("text")), PartId.OfNote(note)]);

        Assert.That(copies.Select(copy => copy.Value), Is.EqualTo(new[] { "text-2", "note:note-2" }));
        Assert.That(desk.Session.Flow.Nodes[1].Settings["name"].GetString(), Is.EqualTo("text2"));
        Assert.That(desk.Session.Flow.Notes[1].Text, Is.EqualTo("Mind this"));
    }

    [Test]
    public void Insert_keeps_ids_and_name_in_an_empty_flow_and_gives_free_ids_in_another()
    {
        var file = WiredOutput().Session.Flow with { Name = "Whole", Description = "All of it" };
        var empty = new Desk(new Flow { Name = "Empty" });
        var full = WiredOutput();

        empty.Editor.Insert(file, 0, 0);
        full.Editor.Insert(file, 100, 0);

        Assert.That((empty.Session.Flow.Name, empty.Session.Flow.Description), Is.EqualTo(("Whole", "All of it")));
        Assert.That(empty.Session.Flow.Nodes.Select(node => node.Id), Is.EqualTo(file.Nodes.Select(node => node.Id)));
        Assert.That(full.Session.Flow.Name, Is.EqualTo("Test"));
        Assert.That(full.Session.Flow.Nodes.Select(node => node.Id), Is.Unique);
        Assert.That(full.Wires.Count(), Is.EqualTo(2));
        empty.History.Undo();
        Assert.That((empty.Session.Flow.Name, empty.Session.Flow.PartCount()), Is.EqualTo(("Empty", 0)));
    }

    [TestCase(nameof(Alignment.Left), "0,0 0,100 0,400")]
    [TestCase(nameof(Alignment.Center), "100,0 50,100 0,400")]
    [TestCase(nameof(Alignment.Right), "200,0 100,100 0,400")]
    [TestCase(nameof(Alignment.Top), "0,0 50,0 0,0")]
    [TestCase(nameof(Alignment.Middle), "0,205 50,195 0,200")]
    [TestCase(nameof(Alignment.Bottom), "0,410 50,390 0,400")]
    [TestCase(nameof(Alignment.Down), "0,0 50,190 0,400")]
    public void Parts_are_put_in_order(string alignment, string expected)
    {
        PartBox[] boxes =
        [
            new(new PartId("a"), 0, 0, 100, 40),
            new(new PartId("b"), 50, 100, 200, 60),
            new(new PartId("c"), 0, 400, 300, 50),
        ];

        var places = boxes.Arranged(Enum.Parse<Alignment>(alignment));

        Assert.That(string.Join(' ', boxes.Select(box => $"{places[box.Id].X},{places[box.Id].Y}")), Is.EqualTo(expected));
    }

    [Test]
    public void Distributed_across_the_outermost_keep_their_places_and_the_gaps_are_the_same()
    {
        PartBox[] boxes = [new(new PartId("a"), 0, 7, 100, 10), new(new PartId("c"), 500, 9, 100, 10), new(new PartId("b"), 120, 8, 200, 10)];

        var places = boxes.Arranged(Alignment.Across);

        Assert.That(boxes.Select(box => places[box.Id]), Is.EqualTo(new[] { new CanvasPoint(0, 7), new CanvasPoint(500, 9), new CanvasPoint(200, 8) }));
    }

    [Test]
    public void Align_and_Nudge_are_one_step_each_for_nodes_and_notes()
    {
        var desk = new Desk();
        var node = PartId.Of(desk.Add("input.text", 0, 0));
        var note = PartId.OfNote(desk.Editor.AddNote(new CanvasPoint(300, 80)));
        var canvas = new CanvasModel(Desk.Catalogue);
        canvas.Show(desk.Session.Flow);

        desk.Editor.Align(Alignment.Top, canvas.BoxesOf(new HashSet<PartId> { node, note }, new Dictionary<string, double[]>()));
        Assert.That((desk.Session.Flow.Nodes[0].Position, desk.Session.Flow.Notes[0].Position), Is.EqualTo((new CanvasPoint(0, 0), new CanvasPoint(300, 0))));
        desk.History.Undo();
        Assert.That(desk.Session.Flow.Notes[0].Position, Is.EqualTo(new CanvasPoint(300, 80)));

        desk.Editor.Nudge([node, note], 10, -100);
        Assert.That((desk.Session.Flow.Nodes[0].Position, desk.Session.Flow.Notes[0].Position), Is.EqualTo((new CanvasPoint(10, -100), new CanvasPoint(310, -20))));
        desk.History.Undo();
        Assert.That((desk.Session.Flow.Nodes[0].Position, desk.Session.Flow.Notes[0].Position), Is.EqualTo((new CanvasPoint(0, 0), new CanvasPoint(300, 80))));
    }

    [Test]
    public void A_notes_colour_and_size_are_taken_back_by_undo()
    {
        var desk = new Desk();
        var note = desk.Editor.AddNote(default);

        desk.Editor.PaintNote(note, "pink");
        desk.Editor.ResizeNote(note, new CanvasSize(400, 200));
        desk.Editor.ResizeNote(note, new CanvasSize(400, 200));

        Assert.That((desk.Session.Flow.Notes[0].Color, desk.Session.Flow.Notes[0].Size), Is.EqualTo(("pink", new CanvasSize(400, 200))));
        desk.History.Undo();
        desk.History.Undo();
        Assert.That((desk.Session.Flow.Notes[0].Color, desk.Session.Flow.Notes[0].Size), Is.EqualTo(("yellow", new CanvasSize(240, 120))));
    }

    private static Desk WiredOutput()
    {
        var desk = new Desk();
        desk.Add("input.text");
        var output = desk.Add("output.text", 360);
        desk.Editor.Connect(Desk.Port("text.text"), new PortAddress(output, "value"));
        return desk;
    }
}
