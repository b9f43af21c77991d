using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Changes what happens when a node fails.</summary>
/// <param name="Node">The node.</param>
/// <param name="Policy">The new policy.</param>
internal sealed record SetPolicy(NodeId Node, NodePolicy Policy) : FlowEdit
{
    /// <inheritdoc/>
    public override object Property => (typeof(SetPolicy), Node);

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow.WithNode(Node, node => node with { Policy = Policy });

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new SetPolicy(Node, before.Find(Node)?.Policy ?? NodePolicy.Default);
}
