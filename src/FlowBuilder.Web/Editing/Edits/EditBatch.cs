using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Several edits that a person made as one, and takes back as one.</summary>
/// <param name="Edits">The edits, in order.</param>
internal sealed record EditBatch(ImmutableArray<FlowEdit> Edits) : FlowEdit
{
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
}
