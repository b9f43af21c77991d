using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>One change of a flow, small enough to be undone and to meet the changes of others.</summary>
/// <remarks>
/// An edit names what it changes and never holds a whole flow, so that undoing one person's edit leaves what another did
/// meanwhile. What it names may be gone by then: it then changes nothing. It may be applied again to another state of the
/// flow than the one it was made for (see <see cref="EditLog"/>).
/// </remarks>
internal abstract record FlowEdit
{
    /// <summary>What the edit gives a value, where it does that and nothing else: edits of one property that follow each other closely are one step.</summary>
    public virtual object? Property => null;

    /// <summary>The ids of nodes and notes that it adds.</summary>
    public virtual IEnumerable<PartId> Brings => [];

    /// <summary>About how many bytes it keeps in memory.</summary>
    public virtual long Weight => 256;

    /// <summary>The flow with the change.</summary>
    public abstract Flow Apply(Flow flow);

    /// <summary>The edit that takes this one back.</summary>
    /// <param name="before">The flow as it was before this edit.</param>
    public abstract FlowEdit Invert(Flow before);

    /// <summary>This edit and one of the same property that follows it, as one.</summary>
    public virtual FlowEdit Then(FlowEdit next) => next is EditBatch ? new EditBatch([this]).Then(next) : next;
}
