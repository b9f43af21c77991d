using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing.Edits;
using FlowBuilder.Web.Editing.SubFlows;

namespace FlowBuilder.Web.Editing;

/// <content>Bypassing nodes, and flows within the flow.</content>
internal sealed partial class FlowEditor
{
    /// <summary>Bypasses nodes, or lets them run again where all of them are bypassed.</summary>
    public void ToggleBypass(IReadOnlyCollection<PartId> parts)
    {
        var nodes = session.Flow.Nodes.Where(node => parts.Contains(PartId.Of(node.Id))).ToList();
        if (nodes.Count == 0) return;
        var isBypassed = nodes.Exists(node => !node.IsBypassed);
        history.Do(new SetBypassed(nodes.ToImmutableDictionary(node => node.Id, _ => isBypassed)));
    }

    /// <summary>Makes nodes a flow of their own, run by one node in their place; one step.</summary>
    /// <param name="parts">The nodes, and the notes that go with them.</param>
    /// <param name="title">What the node is called.</param>
    /// <param name="made">The node; nothing where it was refused.</param>
    /// <returns>Why it cannot be done, or null.</returns>
    public LocalText? MakeSubFlow(IReadOnlyCollection<PartId> parts, string title, out IReadOnlyList<PartId> made) =>
        DoSubFlow(new SubFlowMaking(session.Flow, catalogue).Make(parts, title), out made);

    /// <summary>Makes nodes a flow of their own, run for each item of the list that comes into them; one step.</summary>
    /// <param name="parts">The nodes, and the notes that go with them.</param>
    /// <param name="title">What the node is called.</param>
    /// <param name="made">The node; nothing where it was refused.</param>
    /// <returns>Why it cannot be done, or null.</returns>
    public LocalText? MakeRepeated(IReadOnlyCollection<PartId> parts, string title, out IReadOnlyList<PartId> made) =>
        DoSubFlow(new SubFlowMaking(session.Flow, catalogue).Make(parts, title, isRepeated: true), out made);

    /// <summary>Puts the nodes of an embedded flow in the place of the node that runs it; one step.</summary>
    /// <param name="node">The node.</param>
    /// <param name="made">What was in it; nothing where it was refused.</param>
    /// <returns>Why it cannot be done, or null.</returns>
    public LocalText? Unpack(NodeId node, out IReadOnlyList<PartId> made) =>
        DoSubFlow(new SubFlowUnpacking(session.Flow, catalogue).Unpack(node), out made);

    /// <summary>Chooses the stored flow that a node runs, and what it takes and gives; wires go and come with the ports.</summary>
    /// <param name="node">The node.</param>
    /// <param name="setting">The setting that names the flow.</param>
    /// <param name="flowId">The flow's id; null for none.</param>
    /// <param name="known">What the flow takes and gives; null where it is not there.</param>
    public void SetStoredFlow(NodeId node, string setting, string? flowId, FlowInterface? known) => DoWithPorts(node, new EditBatch(
    [
        new SetSetting(node, setting, flowId is null ? null : JsonSerializer.SerializeToElement(flowId)),
        new SetSetting(node, "interface", known?.ToJson()),
    ]));

    private LocalText? DoSubFlow(SubFlowEdit made, out IReadOnlyList<PartId> parts)
    {
        parts = made.Made;
        if (made.Edit is { } edit) history.Do(edit);
        return made.Refusal;
    }
}
