using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Changes which settings a node's card shows as input ports.</summary>
/// <param name="Node">The node.</param>
/// <param name="Settings">The settings.</param>
internal sealed record SetPromoted(NodeId Node, ImmutableArray<string> Settings) : FlowEdit
{
    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow.WithNode(Node, node => node with { Promoted = Settings });

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new SetPromoted(Node, before.Find(Node)?.Promoted ?? []);
}
