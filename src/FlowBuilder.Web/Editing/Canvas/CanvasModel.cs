using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>What one window shows of a flow: its nodes, wires and notes, what is selected, what runs.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
/// <param name="catalogue">The node types.</param>
internal sealed class CanvasModel(NodeCatalogue catalogue)
{
    private readonly Dictionary<NodeId, NodeModel> _nodes = [];
    private readonly Dictionary<(PortAddress, PortAddress), WireModel> _wires = [];
    private readonly Dictionary<string, NoteModel> _notes = [];
    private RunSnapshot? _run;
    private ImmutableDictionary<NodeId, Pin> _pins = ImmutableDictionary<NodeId, Pin>.Empty;

    /// <summary>Raised when nodes, wires or notes came or went, or the selection changed.</summary>
    public event Action? Changed;

    /// <summary>Gathers what one act changes into one message to the browser.</summary>
    public Redraw Redraw { get; } = new();

    /// <summary>Which of the parts are drawn.</summary>
    public CanvasSight Sight { get; } = new();

    /// <summary>The nodes, in the order of the document.</summary>
    public IReadOnlyList<NodeModel> Nodes { get; private set; } = [];

    /// <summary>The wires, in the order of the document.</summary>
    public IReadOnlyList<WireModel> Wires { get; private set; } = [];

    /// <summary>The notes, in the order of the document.</summary>
    public IReadOnlyList<NoteModel> Notes { get; private set; } = [];

    /// <summary>The selected nodes and notes.</summary>
    public ImmutableHashSet<PartId> Selection { get; private set; } = [];

    /// <summary>The selected wire, or null.</summary>
    public WireModel? SelectedWire { get; private set; }

    /// <summary>The one selected node, or null where none or several are selected.</summary>
    public NodeModel? SelectedNode => Selection.Count == 1 && !Selection.First().IsNote ? Find(Selection.First().Node) : null;

    /// <summary>The one selected note, or null where none or several are selected.</summary>
    public NoteModel? SelectedNote =>
        Selection.Count == 1 && Selection.First().IsNote ? _notes.GetValueOrDefault(Selection.First().Note) : null;

    /// <summary>The node of that id, or null.</summary>
    public NodeModel? Find(NodeId id) => _nodes.GetValueOrDefault(id);

    /// <summary>Takes the state of the document.</summary>
    public void Show(Flow flow) => Redraw.During(() =>
    {
        var wired = flow.Edges.ToLookup(edge => edge.To.Node, edge => edge.To.Port);
        Nodes = Sync(_nodes, flow.Nodes, node => node.Id, node => NewNode(node, flow), (model, node) => Update(model, node, [.. wired[node.Id]], flow));
        Wires = Sync(
            _wires,
            flow.Edges.Where(edge => _nodes.ContainsKey(edge.From.Node) && _nodes.ContainsKey(edge.To.Node)),
            edge => (edge.From, edge.To),
            edge => new WireModel(edge) { Redraw = Redraw },
            (model, edge) => model.Place(_nodes[edge.From.Node], _nodes[edge.To.Node]));
        Notes = Sync(_notes, flow.Notes, note => note.Id, note => new NoteModel(note) { Redraw = Redraw }, (model, note) => model.Update(note));
        Selection = Selection.Where(id => id.IsNote ? _notes.ContainsKey(id.Note) : _nodes.ContainsKey(id.Node)).ToImmutableHashSet();
        if (SelectedWire is { } wire && !_wires.ContainsValue(wire)) SelectedWire = null;
        if (_run is not null) ShowRun(_run);
        ShowPins(_pins);
        ChooseSight();
        Changed?.Invoke();
    });

    /// <summary>Takes where the window looks.</summary>
    /// <param name="seen">What is seen, with a margin.</param>
    /// <param name="isFar">Whether cards are too small to be read.</param>
    /// <param name="focused">The part that has the keyboard, or null.</param>
    public void Look(SeenBox seen, bool isFar, PartId? focused) => Redraw.During(() =>
    {
        Sight.Look(seen, isFar, focused);
        ChooseSight();
    });

    /// <summary>Selects nodes and notes, and nothing else.</summary>
    public void Select(IEnumerable<PartId> ids) => Select(ids.ToImmutableHashSet(), null);

    /// <summary>Selects a wire, and nothing else.</summary>
    public void SelectWire(PortAddress from, PortAddress to) => Select([], _wires.GetValueOrDefault((from, to)));

    /// <summary>Takes what compiling said, each node its own.</summary>
    public void ShowProblems(ImmutableArray<FlowDiagnostic> problems)
    {
        var byNode = problems.Where(problem => problem.Node is not null).ToLookup(problem => problem.Node!.Value);
        Redraw.During(() =>
        {
            foreach (var node in Nodes) node.ShowProblems([.. byNode[node.Node.Id]]);
        });
    }

    /// <summary>Takes the state of a run, or of none.</summary>
    public void ShowRun(RunSnapshot? run) => Redraw.During(() =>
    {
        _run = run;
        foreach (var node in Nodes) node.ShowRun(run?.Nodes.GetValueOrDefault(node.Node.Id.Value), run?.StepsOf(node.Node.Id.Value) ?? []);
        foreach (var wire in Wires) wire.ShowRun(_nodes[wire.Edge.From.Node].Run, _nodes[wire.Edge.To.Node].Run);
        ChooseSight();
    });

    /// <summary>Takes what is pinned, each node its own.</summary>
    public void ShowPins(ImmutableDictionary<NodeId, Pin> pins)
    {
        _pins = pins;
        Redraw.During(() =>
        {
            foreach (var node in Nodes) node.ShowPin(pins.GetValueOrDefault(node.Node.Id));
        });
    }

    /// <summary>Lets time be seen to pass on nodes that run.</summary>
    public void Tick() => Redraw.During(() =>
    {
        foreach (var node in Nodes) node.Tick();
    });

    private static List<TModel> Sync<TKey, TPart, TModel>(
        Dictionary<TKey, TModel> known,
        IEnumerable<TPart> parts,
        Func<TPart, TKey> keyOf,
        Func<TPart, TModel> create,
        Action<TModel, TPart> update)
        where TKey : notnull
    {
        var list = new List<TModel>();
        var seen = new HashSet<TKey>();
        foreach (var part in parts)
        {
            var key = keyOf(part);
            seen.Add(key);
            if (!known.TryGetValue(key, out var model)) known[key] = model = create(part);
            update(model, part);
            list.Add(model);
        }

        foreach (var gone in known.Keys.Where(key => !seen.Contains(key)).ToList()) known.Remove(gone);
        return list;
    }

    private NodeModel NewNode(FlowNode node, Flow flow) => new(node, catalogue.Find(node.Type), PortsOf(node, flow)) { Redraw = Redraw };

    // Binding the settings of every node to learn its ports would make each edit as slow as the flow is large.
    private void Update(NodeModel model, FlowNode node, ImmutableHashSet<string> wired, Flow flow)
    {
        if (model.Type is not null && ReferenceEquals(model.Node, node) && model.WiredInputs.SetEquals(wired)) return;
        model.Update(node, catalogue.Find(node.Type), PortsOf(node, flow), wired);
    }

    private void ChooseSight()
    {
        if (Sight.Choose(this)) Redraw.Ask();
    }

    private ImmutableArray<PortSpec> PortsOf(FlowNode node, Flow flow)
    {
        if (catalogue.Find(node.Type) is { } type) return type.PortsOf(node);
        return
        [
            .. flow.Edges.Where(edge => edge.To.Node == node.Id).Select(edge => Placeholder(edge.To.Port, PortDirection.Input)).Distinct(),
            .. flow.Edges.Where(edge => edge.From.Node == node.Id).Select(edge => Placeholder(edge.From.Port, PortDirection.Output)).Distinct(),
        ];
    }

    private static PortSpec Placeholder(string id, PortDirection direction) =>
        new() { Id = id, Direction = direction, Type = PortType.Any, Label = LocalText.Verbatim(id) };

    private void Select(ImmutableHashSet<PartId> ids, WireModel? selected) => Redraw.During(() =>
    {
        (Selection, SelectedWire) = (ids, selected);
        foreach (var node in Nodes) node.ShowSelected(ids.Contains(node.Id));
        foreach (var note in Notes) note.ShowSelected(ids.Contains(note.Id));
        foreach (var wire in Wires) wire.ShowSelected(ReferenceEquals(wire, selected));
        ChooseSight();
        Changed?.Invoke();
    });
}
