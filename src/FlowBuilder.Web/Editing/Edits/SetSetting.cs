using System.Runtime.InteropServices;
using System.Text.Json;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Gives one setting of one node another value, or none.</summary>
/// <param name="Node">The node.</param>
/// <param name="Name">The setting.</param>
/// <param name="Value">The value, or null to leave the setting at its default.</param>
internal sealed record SetSetting(NodeId Node, string Name, JsonElement? Value) : FlowEdit
{
    /// <inheritdoc/>
    public override object Property => (typeof(SetSetting), Node, Name);

    /// <inheritdoc/>
    public override long Weight => base.Weight + (Value is { } value ? JsonMarshal.GetRawUtf8Value(value).Length : 0);

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow.WithNode(Node, node => node with
    {
        Settings = Value is { } value ? node.Settings.With(Name, value) : node.Settings.Without(Name),
    });

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new SetSetting(
        Node,
        Name,
        before.Find(Node) is { } node && node.Settings.TryGet(Name, out var value) ? value : null);
}
