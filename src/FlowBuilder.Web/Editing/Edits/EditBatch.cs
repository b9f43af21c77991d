using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Several edits that a person made as one, and takes back as one.</summary>
/// <param name="Edits">The edits, in order.</param>
internal sealed record EditBatch(ImmutableArray<FlowEdit> Edits) : FlowEdit
{
    /// <summary>What its first edit gives a value: a text and the wires that come and go with its variables are still typing.</summary>
    public override object? Property => Edits.Length > 0 ? Edits[0].Property : null;

    /// <inheritdoc/>
    public override IEnumerable<PartId> Brings => Edits.SelectMany(edit => edit.Brings);

    /// <inheritdoc/>
    public override long Weight => base.Weight + Edits.Sum(edit => edit.Weight);

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => Edits.Aggregate(flow, (current, edit) => edit.Apply(current));

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before)
    {
        var inverses = ImmutableArray.CreateBuilder<FlowEdit>(Edits.Length);
        foreach (var edit in Edits)
        {
            inverses.Add(edit.Invert(before));
            before = edit.Apply(before);
        }

        inverses.Reverse();
        return new EditBatch(inverses.ToImmutable());
    }

    /// <inheritdoc/>
    public override FlowEdit Then(FlowEdit next)
    {
        var added = next is EditBatch batch ? batch.Edits : [next];

        // The property's last value stands first, where the batch says what it is about; the wires follow in their order.
        return new EditBatch([added[0], .. Edits.Skip(1), .. added.Skip(1)]);
    }
}
