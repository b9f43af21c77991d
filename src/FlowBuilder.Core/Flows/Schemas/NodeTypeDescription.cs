using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Schemas;

/// <summary>Describes a node type as the API shows it: enough to draw it, to make its form and to write flows with it.</summary>
public static class NodeTypeDescription
{
    /// <summary>The description: type, version, category, title and help per language, ports, fields, settings schema, flags.</summary>
    /// <remarks>Ports that settings make come on top of <c>ports</c> where <c>flags.dynamicPorts</c> is true.</remarks>
    public static JsonElement ToJson(NodeType type) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = type.Id,
        ["version"] = type.Version,
        ["category"] = type.Category,
        ["icon"] = type.Icon,
        ["title"] = Texts(type.Title),
        ["help"] = Texts(type.Help),
        ["guide"] = Texts(type.Guide),
        ["keywords"] = type.Keywords,
        ["ports"] = new JsonArray([.. type.Ports.Select(Port)]),
        ["fields"] = new JsonArray([.. type.Fields.Select(Field)]),
        ["settings"] = SettingSchema.Of(type, withRequired: true),
        ["flags"] = new JsonObject
        {
            ["deterministic"] = type.IsDeterministic,
            ["sideEffects"] = type.HasSideEffects,
            ["network"] = type.UsesNetwork,
            ["flowInput"] = type.IsFlowInput,
            ["flowOutput"] = type.IsFlowOutput,
            ["dynamicPorts"] = type.MakesPorts,
        },
    });

    private static JsonObject Port(PortSpec port) => new()
    {
        ["id"] = port.Id,
        ["direction"] = port.Direction == PortDirection.Input ? "input" : "output",
        ["type"] = port.Type.Name,
        ["list"] = port.IsList,
        ["required"] = port.IsRequired,
        ["live"] = port.AcceptsLive,
        ["hidden"] = port.IsHidden,
        ["setting"] = port.IsSetting,
        ["label"] = Texts(port.Label),
        ["help"] = Texts(port.Help),
    };

    private static JsonObject Field(SettingField field)
    {
        var json = new JsonObject
        {
            ["name"] = field.Name,
            ["kind"] = JsonSerializer.SerializeToNode(field.Kind, CoreJson.Options),
            ["label"] = Texts(field.Label),
            ["help"] = Texts(field.Help),
            ["required"] = field.IsRequired,
            ["advanced"] = field.IsAdvanced,
            ["promotable"] = field.IsPromotable,
            ["placeholder"] = field.Placeholder,
        };
        if (!field.Choices.IsEmpty)
            json["choices"] = new JsonArray([.. field.Choices.Select(choice => new JsonObject { ["value"] = choice.Value, ["label"] = Texts(choice.Label) })]);
        if (!field.Columns.IsEmpty) json["columns"] = new JsonArray([.. field.Columns.Select(Field)]);
        if (field.VisibleWhen is { } other)
            json["visibleWhen"] = new JsonObject { ["field"] = other, ["values"] = new JsonArray([.. field.VisibleValues.Select(value => JsonValue.Create(value))]) };
        return json;
    }

    private static JsonNode? Texts(LocalText text) => JsonSerializer.SerializeToNode(text, CoreJson.Options);
}
