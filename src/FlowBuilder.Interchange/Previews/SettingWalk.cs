using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Interchange.Previews;

/// <summary>Changes settings all over a flow, within the flows that it embeds too.</summary>
/// <param name="catalogue">The node types.</param>
/// <param name="change">The node with a setting changed, or the node itself; given the node, its type, the setting and its value.</param>
internal sealed class SettingWalk(NodeCatalogue catalogue, Func<FlowNode, NodeType, SettingField, JsonElement, FlowNode> change)
{
    /// <summary>The flow with its settings changed; the flow itself where nothing was.</summary>
    public Flow Apply(Flow flow) => Apply(flow, 1);

    private Flow Apply(Flow flow, int level)
    {
        if (level > FlowLimits.SubFlowLevels) return flow;
        var nodes = flow.Nodes.Select(node => Apply(node, level)).ToImmutableArray();
        return nodes.Zip(flow.Nodes).All(pair => ReferenceEquals(pair.First, pair.Second)) ? flow : flow with { Nodes = nodes };
    }

    private FlowNode Apply(FlowNode node, int level)
    {
        if (catalogue.Find(node.Type) is not { } type) return node;
        foreach (var field in type.Fields)
        {
            if (!node.Settings.TryGet(field.Name, out var value)) continue;
            if (field.Kind == FieldKind.Flow && SubFlow.Read(value, catalogue) is { } inner)
            {
                var mapped = Apply(inner, level + 1);
                if (!ReferenceEquals(mapped, inner)) node = node with { Settings = node.Settings.With(field.Name, SubFlow.ToSetting(mapped, catalogue)) };
            }
            else
            {
                node = change(node, type, field, value);
            }
        }

        return node;
    }
}
