using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Flows.Schemas;

/// <summary>The JSON Schema (2020-12) of settings.</summary>
internal static class SettingSchema
{
    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>The schema of a type's settings object.</summary>
    /// <param name="type">The node type.</param>
    /// <param name="withRequired">Whether settings without which the node cannot run are required; a flow file may still lack them.</param>
    public static JsonObject Of(NodeType type, bool withRequired)
    {
        var properties = new JsonObject();
        foreach (var field in type.Fields) properties[field.Name] = Of(field);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var required = type.Fields.Where(IsAlwaysRequired).Select(field => JsonValue.Create(field.Name)).ToArray<JsonNode>();
        if (withRequired && required.Length > 0) schema["required"] = new JsonArray(required);
        return schema;
    }

    private static JsonObject Of(SettingField field)
    {
        var schema = new JsonObject { ["title"] = field.Label.English };
        if (field.Help.English.Length > 0) schema["description"] = field.Help.English;
        var shape = Shape(field);
        foreach (var (name, value) in shape) schema[name] = value?.DeepClone();
        if (field.Minimum is { } minimum) schema["minimum"] = minimum;
        if (field.Maximum is { } maximum) schema["maximum"] = maximum;
        if (field.MaxLength is { } length) schema["maxLength"] = length;
        if (field.Default is { } preset) schema["default"] = JsonSerializer.SerializeToNode(preset);
        return schema;
    }

    private static JsonObject Shape(SettingField field)
    {
        var bare = Nullable.GetUnderlyingType(field.ValueType) ?? field.ValueType;
        if (bare == typeof(JsonElement)) return [];
        if (!field.Columns.IsEmpty) return new JsonObject { ["type"] = "array", ["items"] = Row(field) };
        if (!field.Choices.IsEmpty)
        {
            var choices = new JsonArray([.. field.Choices.Select(choice => JsonValue.Create(choice.Value))]);
            if (field.AllowsNull) choices.Add((JsonNode?)null);
            return new JsonObject { ["enum"] = choices };
        }

        var simple = bare == typeof(string) ? "string"
            : bare == typeof(double) ? "number"
            : bare == typeof(int) || bare == typeof(long) ? "integer"
            : bare == typeof(bool) ? "boolean"
            : null;
        if (simple is not null)
            return new JsonObject { ["type"] = field.AllowsNull ? new JsonArray(simple, "null") : simple };
        var shape = CoreJson.Options.GetJsonSchemaAsNode(bare, Exporter) as JsonObject ?? [];
        if (!field.AllowsNull) return shape;
        return new JsonObject { ["anyOf"] = new JsonArray(shape, new JsonObject { ["type"] = "null" }) };
    }

    private static JsonObject Row(SettingField field)
    {
        var properties = new JsonObject();
        foreach (var column in field.Columns) properties[column.Name] = Of(column);
        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }

    private static bool IsAlwaysRequired(SettingField field) =>
        field is { IsRequired: true, IsPromotable: false, VisibleWhen: null }
        && SettingCheck.IsEmpty(field.Default?.Deserialize(field.ValueType, CoreJson.Options));
}
