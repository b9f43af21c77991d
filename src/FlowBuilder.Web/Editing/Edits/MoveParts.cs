using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Puts nodes and notes at other places.</summary>
/// <param name="Places">The new place of each.</param>
internal sealed record MoveParts(ImmutableDictionary<PartId, CanvasPoint> Places) : FlowEdit
{
    /// <inheritdoc/>
    public override object Property => string.Join('\n', Places.Keys.Select(id => id.Value).Order(StringComparer.Ordinal));

    /// <inheritdoc/>
    public override long Weight => base.Weight + 128L * Places.Count;

    /// <inheritdoc/>
    public override Flow Apply(Flow flow)
    {
        var changed = false;
        var nodes = flow.Nodes.Select(node => Moves(PartId.Of(node.Id), node.Position, out var place) ? node with { Position = place } : node);
        var notes = flow.Notes.Select(note => Moves(PartId.OfNote(note.Id), note.Position, out var place) ? note with { Position = place } : note);
        var moved = flow with { Nodes = [.. nodes], Notes = [.. notes] };
        return changed ? moved : flow;

        bool Moves(PartId id, CanvasPoint from, out CanvasPoint to)
        {
            var moves = Places.TryGetValue(id, out to) && to != from;
            changed |= moves;
            return moves;
        }
    }

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new MoveParts(
        before.Nodes.Select(node => KeyValuePair.Create(PartId.Of(node.Id), node.Position))
            .Concat(before.Notes.Select(note => KeyValuePair.Create(PartId.OfNote(note.Id), note.Position)))
            .Where(place => Places.ContainsKey(place.Key))
            .ToImmutableDictionary());
}
