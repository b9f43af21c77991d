using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Gives a node another title.</summary>
/// <param name="Node">The node.</param>
/// <param name="Title">The title; empty for the type's own.</param>
internal sealed record SetTitle(NodeId Node, string Title) : FlowEdit
{
    /// <inheritdoc/>
    public override object Property => (typeof(SetTitle), Node);

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow.WithNode(Node, node => node with { Title = Title });

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new SetTitle(Node, before.Find(Node)?.Title ?? "");
}
