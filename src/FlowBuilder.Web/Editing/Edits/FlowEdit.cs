using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>One change of a flow, small enough to be undone and to meet the changes of others.</summary>
/// <remarks>
/// An edit names what it changes and never holds a whole flow, so that undoing one person's edit leaves what another did
/// meanwhile. What it names may be gone by then: it then changes nothing.
/// </remarks>
internal abstract record FlowEdit
{
    /// <summary>The flow with the change.</summary>
    public abstract Flow Apply(Flow flow);

    /// <summary>The edit that takes this one back.</summary>
    /// <param name="before">The flow as it was before this edit.</param>
    public abstract FlowEdit Invert(Flow before);
}
