using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Bypasses nodes, or lets them run again.</summary>
/// <param name="Nodes">Whether each is bypassed.</param>
internal sealed record SetBypassed(ImmutableDictionary<NodeId, bool> Nodes) : FlowEdit
{
    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow.Nodes.Any(node => Nodes.TryGetValue(node.Id, out var isBypassed) && isBypassed != node.IsBypassed)
        ? flow with { Nodes = [.. flow.Nodes.Select(node => Nodes.TryGetValue(node.Id, out var isBypassed) ? node with { IsBypassed = isBypassed } : node)] }
        : flow;

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new SetBypassed(before.Nodes
        .Where(node => Nodes.ContainsKey(node.Id))
        .ToImmutableDictionary(node => node.Id, node => node.IsBypassed));
}
