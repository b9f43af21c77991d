using System.Runtime.InteropServices;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Puts another node in the place of the one with its id; the wires stay.</summary>
/// <param name="Node">The node.</param>
internal sealed record ReplaceNode(FlowNode Node) : FlowEdit
{
    /// <inheritdoc/>
    public override long Weight => base.Weight + Node.Settings.Sum(setting => (long)JsonMarshal.GetRawUtf8Value(setting.Value).Length);

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow.WithNode(Node.Id, _ => Node);

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new ReplaceNode(before.Find(Node.Id) ?? Node);
}
