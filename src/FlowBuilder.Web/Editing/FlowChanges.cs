using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <summary>What makes one flow of another, property by property, as edits that meet those of people.</summary>
internal static class FlowChanges
{
    /// <summary>The edits that lead from one flow to another, as one; it changes nothing where they say the same.</summary>
    public static EditBatch Between(Flow from, Flow to)
    {
        var edits = new List<FlowEdit>();
        if (from.Name != to.Name) edits.Add(new SetFlowName(to.Name));
        if (from.Description != to.Description || !from.Tags.SequenceEqual(to.Tags) || !FlowSharing.Same(from.Extra, to.Extra))
            edits.Add(new SetFlowFacts(to.Description, to.Tags, to.Extra));
        if (from.Budget != to.Budget) edits.Add(new SetFlowBudget(to.Budget));
        edits.Add(Removed(from, to));
        edits.AddRange(to.Nodes.SelectMany(node => from.Find(node.Id) is { } old ? Of(old, node) : []));
        edits.AddRange(to.Notes.SelectMany(note => from.Notes.FirstOrDefault(old => old.Id == note.Id) is { } old ? Of(old, note) : []));
        edits.Add(Added(from, to));
        edits.Add(new ArrangeParts([.. to.Nodes.Select(node => node.Id)], [.. to.Edges.Select(Ends)], [.. to.Notes.Select(note => note.Id)]));
        return new EditBatch([.. edits]);
    }

    private static (PortAddress From, PortAddress To) Ends(FlowEdge edge) => (edge.From, edge.To);

    private static RemoveParts Removed(Flow from, Flow to) => new()
    {
        Nodes = [.. from.Nodes.Select(node => node.Id).Except(to.Nodes.Select(node => node.Id))],
        Edges = [.. from.Edges.Where(edge => !to.Edges.Any(other => FlowSharing.Same(edge, other))).Select(Ends)],
        Notes = [.. from.Notes.Select(note => note.Id).Except(to.Notes.Select(note => note.Id))],
    };

    private static InsertParts Added(Flow from, Flow to) => InsertParts.AtEnd(
        to.Nodes.Where(node => from.Find(node.Id) is null),
        to.Edges.Where(edge => !from.Edges.Any(other => FlowSharing.Same(edge, other))),
        to.Notes.Where(note => !from.Notes.Any(other => other.Id == note.Id)));

    private static IEnumerable<FlowEdit> Of(FlowNode old, FlowNode node)
    {
        if (FlowSharing.Same(old, node)) yield break;
        if (old.Type != node.Type || old.Version != node.Version || !FlowSharing.Same(old.Extra, node.Extra))
        {
            yield return new ReplaceNode(node);
            yield break;
        }

        if (old.Title != node.Title) yield return new SetTitle(node.Id, node.Title);
        if (old.Policy != node.Policy) yield return new SetPolicy(node.Id, node.Policy);
        if (!old.Promoted.SequenceEqual(node.Promoted)) yield return new SetPromoted(node.Id, node.Promoted);
        if (old.IsBypassed != node.IsBypassed)
            yield return new SetBypassed(ImmutableDictionary<NodeId, bool>.Empty.Add(node.Id, node.IsBypassed));
        if (old.Position != node.Position) yield return Move(PartId.Of(node.Id), node.Position);
        foreach (var (name, _) in old.Settings)
        {
            if (!node.Settings.Has(name)) yield return new SetSetting(node.Id, name, null);
        }

        foreach (var (name, value) in node.Settings)
        {
            if (!old.Settings.TryGet(name, out var known) || !FlowSharing.Same(known, value)) yield return new SetSetting(node.Id, name, value);
        }
    }

    private static IEnumerable<FlowEdit> Of(FlowNote old, FlowNote note)
    {
        if (FlowSharing.Same(old, note)) yield break;
        if (old.Size != note.Size || old.Color != note.Color || !FlowSharing.Same(old.Extra, note.Extra))
        {
            yield return new ReplaceNote(note);
            yield break;
        }

        if (old.Text != note.Text) yield return new SetNoteText(note.Id, note.Text);
        if (old.Position != note.Position) yield return Move(PartId.OfNote(note.Id), note.Position);
    }

    private static MoveParts Move(PartId id, CanvasPoint place) => new(ImmutableDictionary<PartId, CanvasPoint>.Empty.Add(id, place));
}
