using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Accounts;

/// <summary>A place of a flow at which it names something that is shared.</summary>
/// <param name="Node">The node that names it.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Id">What it is called; null where only the run will tell, since an edge feeds the setting.</param>
public sealed record NamedResource(FlowNode Node, ResourceKind Kind, string? Id)
{
    /// <summary>Everything that a flow names, within the flows that it embeds too, but not what the stored flows that it runs name.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="catalogue">The node types, which say what settings name something.</param>
    public static IEnumerable<NamedResource> Of(Flow flow, NodeCatalogue catalogue) => Of(flow, catalogue, 1);

    private static IEnumerable<NamedResource> Of(Flow flow, NodeCatalogue catalogue, int level)
    {
        if (level > FlowLimits.SubFlowLevels) return [];
        return flow.Nodes.SelectMany(node => (catalogue.Find(node.Type)?.Fields ?? []).SelectMany(field => Of(node, field, catalogue, level)));
    }

    private static IEnumerable<NamedResource> Of(FlowNode node, SettingField field, NodeCatalogue catalogue, int level)
    {
        var value = node.Settings.TryGet(field.Name, out var given) ? given : field.Default;
        if (field.Kind == FieldKind.Rows)
        {
            return from row in value is { ValueKind: JsonValueKind.Array } rows ? rows.EnumerateArray() : []
                   where row.ValueKind == JsonValueKind.Object
                   from column in field.Columns
                   let cell = row.TryGetProperty(column.Name, out var there) ? there : column.Default
                   where cell is not null
                   from named in Of(node, column.Kind, cell, catalogue, level)
                   select named;
        }

        return KindOf(field.Kind) is { } kind && node.Promoted.Contains(field.Name)
            ? [new NamedResource(node, kind, null)]
            : Of(node, field.Kind, value, catalogue, level);
    }

    private static IEnumerable<NamedResource> Of(FlowNode node, FieldKind field, JsonElement? value, NodeCatalogue catalogue, int level)
    {
        if (KindOf(field) is not { } kind) return [];
        if (kind == ResourceKind.Flow && SubFlow.Read(value, catalogue) is { } inner) return Of(inner, catalogue, level + 1);
        return SubFlow.StoredIdIn(value) is { } id && !(kind == ResourceKind.Connection && id == ConnectionKind.Offline.Value)
            ? [new NamedResource(node, kind, id)]
            : [];
    }

    private static ResourceKind? KindOf(FieldKind field) => field switch
    {
        FieldKind.Flow => ResourceKind.Flow,
        FieldKind.Knowledge => ResourceKind.Knowledge,
        FieldKind.Connection or FieldKind.Database or FieldKind.WebSearch or FieldKind.MailServer => ResourceKind.Connection,
        _ => null,
    };
}
