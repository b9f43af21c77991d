using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Puts nodes and notes at other places.</summary>
/// <param name="Places">The new place of each.</param>
internal sealed record MoveParts(ImmutableDictionary<PartId, CanvasPoint> Places) : FlowEdit
{
    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow with
    {
        Nodes = [.. flow.Nodes.Select(node =>
            Places.TryGetValue(PartId.Of(node.Id), out var place) && place != node.Position ? node with { Position = place } : node)],
        Notes = [.. flow.Notes.Select(note =>
            Places.TryGetValue(PartId.OfNote(note.Id), out var place) && place != note.Position ? note with { Position = place } : note)],
    };

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new MoveParts(
        before.Nodes.Select(node => KeyValuePair.Create(PartId.Of(node.Id), node.Position))
            .Concat(before.Notes.Select(note => KeyValuePair.Create(PartId.OfNote(note.Id), note.Position)))
            .Where(place => Places.ContainsKey(place.Key))
            .ToImmutableDictionary());
}
