using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <summary>What a person can do to a flow, each act as one edit of their history.</summary>
/// <param name="session">The session that is edited.</param>
/// <param name="history">The person's history.</param>
/// <param name="catalogue">The node types.</param>
/// <param name="rules">What may be wired to what.</param>
internal sealed partial class FlowEditor(EditSession session, EditHistory history, NodeCatalogue catalogue, WireRules rules)
{
    private const int DuplicateOffset = 40;

    // Edges whose ports went when a template changed: they come back with the ports while this window is open.
    private readonly List<FlowEdge> _parked = [];

    /// <summary>Adds a node of a type; null for a type that is not known, and where the flow may not be changed.</summary>
    /// <param name="typeId">The type.</param>
    /// <param name="position">Where the node stands.</param>
    /// <param name="wires">Gives the wires that come with the new node, in the same edit; null for none.</param>
    public NodeId? AddNode(string typeId, CanvasPoint position, Func<FlowNode, IEnumerable<FlowEdge>>? wires = null)
    {
        if (catalogue.Find(typeId) is not { } type) return null;
        var id = session.FreeNodeId(Stem(typeId));
        var node = new FlowNode { Id = id, Type = type.Id, Version = type.Version, Position = position };
        node = Named(node, type);
        return history.Do(InsertParts.AtEnd(nodes: [node], edges: wires?.Invoke(node))) ? id : null;
    }

    /// <summary>Puts nodes and notes at other places.</summary>
    public void Move(ImmutableDictionary<PartId, CanvasPoint> places) => history.Do(new MoveParts(places));

    /// <summary>Draws a wire; says why not where it may not be.</summary>
    public LocalText? Connect(PortAddress from, PortAddress to) => Connect(from, to, instead: null);

    /// <summary>Moves one end of a wire; says why not where it may not be.</summary>
    public LocalText? Rewire((PortAddress From, PortAddress To) old, PortAddress from, PortAddress to) => Connect(from, to, old);

    /// <summary>Takes a wire away.</summary>
    public void Disconnect(PortAddress from, PortAddress to) => history.Do(new RemoveParts { Edges = [(from, to)] });

    /// <summary>Takes nodes and notes away, and their wires with them.</summary>
    public void Delete(IReadOnlyCollection<PartId> parts) => history.Do(new RemoveParts
    {
        Nodes = [.. parts.Where(id => !id.IsNote).Select(id => id.Node)],
        Notes = [.. parts.Where(id => id.IsNote).Select(id => id.Note)],
    });

    /// <summary>Gives a node another title; an empty one stands for its type's.</summary>
    public void SetTitle(NodeId node, string title) => DoUnless(session.Flow.Find(node)?.Title == title, new SetTitle(node, title));

    /// <summary>Gives the flow another name.</summary>
    public void SetName(string name) => DoUnless(session.Flow.Name == name, new SetFlowName(name));

    /// <summary>Changes what one run of the flow may use; null for no bounds of its own.</summary>
    public void SetBudget(Budget? budget) => DoUnless(session.Flow.Budget == budget, new SetFlowBudget(budget));

    /// <summary>Changes what a note says.</summary>
    public void SetNoteText(string note, string text) => history.Do(new SetNoteText(note, text));

    /// <summary>Shows a setting as an input port of its card, or no longer.</summary>
    public void SetPromoted(NodeId id, string setting, bool isPromoted)
    {
        if (session.Flow.Find(id) is not { } node || node.Promoted.Contains(setting) == isPromoted) return;
        history.Do(new SetPromoted(id, isPromoted ? node.Promoted.Add(setting) : node.Promoted.Remove(setting)));
    }

    /// <summary>Changes what happens when a node fails.</summary>
    public void SetPolicy(NodeId node, NodePolicy policy) => DoWithPorts(node, new SetPolicy(node, policy));

    /// <summary>Gives a setting another value; null leaves it at its default.</summary>
    public void SetSetting(NodeId id, string name, JsonElement? value)
    {
        if (session.Flow.Find(id) is not { } node) return;
        if (value is { } given && catalogue.Find(node.Type)?.FindField(name)?.IsDefault(given) == true) value = null;
        var known = node.Settings.TryGet(name, out var old) ? old : (JsonElement?)null;
        if (value is null ? known is null : known is { } before && SameJson.Are(before, value.Value)) return;
        DoWithPorts(id, new SetSetting(id, name, value));
    }

    private static string Stem(string typeId) => typeId[(typeId.IndexOf('.', StringComparison.Ordinal) + 1)..];

    // "prompt-2" is a copy of "prompt"; its copy is "prompt-3", not "prompt-2-2".
    private static string StemOf(NodeId id)
    {
        var dash = id.Value.LastIndexOf('-');
        return dash > 0 && id.Value.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? id.Value[..dash] : id.Value;
    }

    private void DoUnless(bool isSo, FlowEdit edit)
    {
        if (!isSo) history.Do(edit);
    }

    // A second question of the same flow cannot be called "question" again.
    private FlowNode Named(FlowNode node, NodeType type, IEnumerable<FlowNode>? others = null)
    {
        if (ParameterName(type, node) is not { } name || type.FindField("name") is null) return node;
        var taken = session.Flow.Nodes.Concat(others ?? [])
            .Where(other => catalogue.Find(other.Type) is { } otherType && otherType.IsFlowInput == type.IsFlowInput)
            .Select(other => ParameterName(catalogue.Find(other.Type)!, other))
            .ToHashSet();
        var free = name;
        for (var number = 2; taken.Contains(free); number++) free = $"{name}{number}";
        return free == name
            ? node
            : node with { Settings = node.Settings.With("name", JsonSerializer.SerializeToElement(free)) };
    }

    private static string? ParameterName(NodeType type, FlowNode node) => type.ParameterOf(node)?.Name ?? type.ResultOf(node)?.Name;

    private LocalText? Connect(PortAddress from, PortAddress to, (PortAddress From, PortAddress To)? instead)
    {
        var flow = session.Flow;

        // An input that takes one wire gives up the one it has: also one that comes back by another's undo.
        var cut = new RemoveParts { Edges = instead is { } old ? [old] : [], Inputs = rules.TakesSeveral(flow, to) ? [] : [to] };
        if (rules.Refuse(cut.Apply(flow), from, to) is { } reason) return reason;
        history.Do(new EditBatch([cut, InsertParts.AtEnd(edges: [new FlowEdge(from, to)])]));
        return null;
    }

    // A change of settings may take ports away and bring others: their wires go and come with them, in the same edit.
    private void DoWithPorts(NodeId id, FlowEdit edit)
    {
        var before = session.Flow;
        var after = edit.Apply(before);
        if (after.Find(id) is not { } node || catalogue.Find(node.Type) is not { } type)
        {
            history.Do(edit);
            return;
        }

        var (old, now) = (type.PortsOf(before.Find(id)!), type.PortsOf(node));
        var edits = new List<FlowEdit> { edit };
        edits.AddRange(CarryWires(before, id, old, now));
        var parked = _parked.Where(edge => Has(now, id, edge) && !Has(old, id, edge)).ToList();
        if (parked.Count > 0) edits.Add(InsertParts.AtEnd(edges: parked));
        history.Do(edits.Count == 1 ? edit : new EditBatch([.. edits]));
    }

    private IEnumerable<FlowEdit> CarryWires(Flow flow, NodeId id, ImmutableArray<PortSpec> old, ImmutableArray<PortSpec> now)
    {
        var lost = flow.Edges.Where(edge => Touches(edge, id) && Has(old, id, edge) && !Has(now, id, edge)).ToList();
        if (lost.Count == 0) yield break;
        _parked.AddRange(lost.Where(edge => !_parked.Contains(edge)));
        yield return new RemoveParts { Edges = [.. lost.Select(edge => (edge.From, edge.To))] };

        // One port went and one of its side came: it was renamed, and keeps its wires.
        var gone = old.Where(port => !now.Any(other => Same(other, port))).ToList();
        var come = now.Where(port => !old.Any(other => Same(other, port))).ToList();
        if (gone is not [var from] || come is not [var to] || from.Direction != to.Direction) yield break;
        yield return InsertParts.AtEnd(edges: lost.Select(edge => to.Direction == PortDirection.Input
            ? edge with { To = edge.To with { Port = to.Id } }
            : edge with { From = edge.From with { Port = to.Id } }));
    }

    private static bool Same(PortSpec left, PortSpec right) => left.Id == right.Id && left.Direction == right.Direction;

    private static bool Touches(FlowEdge edge, NodeId id) => edge.From.Node == id || edge.To.Node == id;

    private static bool Has(ImmutableArray<PortSpec> ports, NodeId id, FlowEdge edge) => ports.Any(port =>
        (port.Direction == PortDirection.Input && edge.To.Node == id && edge.To.Port == port.Id)
        || (port.Direction == PortDirection.Output && edge.From.Node == id && edge.From.Port == port.Id));
}
