using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Tests.Editing.Support;

/// <summary>Somebody else at a desk, with a history of their own, who does whatever chance says.</summary>
internal sealed class Person
{
    private static readonly string[] Types = ["input.text", "prompt.template", "model.chat", "output.text", "logic.condition"];

    private readonly EditSession _session;
    private readonly Random _chance;

    public Person(EditSession session, Random chance)
    {
        (_session, _chance) = (session, chance);
        History = new EditHistory(session);
        Editor = new FlowEditor(session, History, Desk.Catalogue, new WireRules(Desk.Catalogue));
    }

    public EditHistory History { get; }

    public FlowEditor Editor { get; }

    private Flow Flow => _session.Flow;

    /// <summary>Does one thing; undoing and doing again among them.</summary>
    public void Act()
    {
        var node = Flow.Nodes.IsEmpty ? default(NodeId?) : Any(Flow.Nodes).Id;
        switch (_chance.Next(18))
        {
            case 0 or 1 or 2: Editor.AddNode(Any(Types), new CanvasPoint(Number(), Number())); break;
            case 3: Editor.SetName($"Name {Number()}"); break;
            case 4: Note(); break;
            case 5 or 6 when node is { } id: Set(id, "template", Any(["{{a}}", "{{b}} {{a}}", "none", "{{c}}"])); break;
            case 7 when node is { } id: Set(id, Any(["description", "instructions", "name"]), $"v{Number()}"); break;
            case 8 when node is { } id: Editor.SetTitle(id, $"Title {Number()}"); break;
            case 9 when node is { } id: Editor.Move(ImmutableDictionary<PartId, CanvasPoint>.Empty.Add(PartId.Of(id), new CanvasPoint(Number(), Number()))); break;
            case 10 when node is { } id: Editor.Delete([PartId.Of(id)]); break;
            case 11 when node is { } id: Editor.Duplicate([PartId.Of(id), PartId.Of(Any(Flow.Nodes).Id)]); break;
            case 12 when node is { } id: Editor.SetPolicy(id, new NodePolicy { Retries = _chance.Next(4) }); break;
            case 13 when node is { } id: Editor.SetPromoted(id, "template", _chance.Next(2) == 0); break;
            case 14 when Flow.Edges.Length > 0: Editor.Disconnect(Any(Flow.Edges).From, Flow.Edges[0].To); break;
            case 15: History.Undo(); break;
            case 16: History.Redo(); break;
            default: Connect(); break;
        }
    }

    public void Set(NodeId node, string name, object value) => Editor.SetSetting(node, name, JsonSerializer.SerializeToElement(value));

    private void Note()
    {
        if (Flow.Notes.IsEmpty || _chance.Next(3) == 0) History.Do(InsertParts.AtEnd(notes: [new FlowNote { Id = $"note-{_chance.Next()}", Text = "New" }]));
        else if (_chance.Next(4) == 0) Editor.Delete([PartId.OfNote(Any(Flow.Notes).Id)]);
        else Editor.SetNoteText(Any(Flow.Notes).Id, $"Text {Number()}");
    }

    private void Connect()
    {
        var ports = Flow.Nodes.SelectMany(node => Desk.Catalogue.Find(node.Type) is { } type
            ? type.PortsOf(node).Select(port => (Address: new PortAddress(node.Id, port.Id), port.Direction))
            : []).ToLookup(port => port.Direction, port => port.Address);
        var (outputs, inputs) = (ports[FlowBuilder.Core.Ports.PortDirection.Output].ToList(), ports[FlowBuilder.Core.Ports.PortDirection.Input].ToList());
        if (outputs.Count == 0 || inputs.Count == 0) return;
        if (Flow.Edges.Length > 0 && _chance.Next(3) == 0) Editor.Rewire((Flow.Edges[0].From, Flow.Edges[0].To), Any(outputs), Any(inputs));
        else Editor.Connect(Any(outputs), Any(inputs));
    }

    private int Number() => _chance.Next(1000);

    private T Any<T>(IReadOnlyList<T> items) => items[_chance.Next(items.Count)];
}
