using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Editing;

/// <summary>One value that a run of the open flow is asked for.</summary>
/// <param name="Node">The node through which it comes in.</param>
/// <param name="Title">What the node is called.</param>
/// <param name="Parameter">What is asked.</param>
/// <param name="Kind">How it is edited.</param>
/// <param name="Value">The value of the next run: what was put in, else the example; or null.</param>
public sealed record RunInput(NodeId Node, string Title, FlowParameter Parameter, FieldKind Kind, JsonElement? Value)
{
    /// <summary>The value that the flow itself brings for when none is given, or null.</summary>
    public JsonElement? Standard { get; init; }

    /// <summary>The values it may take; empty where it may take any.</summary>
    public IReadOnlyList<string> Choices =>
        Parameter.Schema.ValueKind == JsonValueKind.Object
        && Parameter.Schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
            : [];

    /// <summary>How a value of that schema is edited.</summary>
    public static FieldKind KindOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return FieldKind.Json;
        if (schema.TryGetProperty("enum", out _)) return FieldKind.Choice;
        if (TakesFile(schema)) return FieldKind.File;
        if (schema.TryGetProperty("oneOf", out var forms) && forms.ValueKind == JsonValueKind.Array && forms.EnumerateArray().Any(TakesFile))
            return FieldKind.File;
        if (!schema.TryGetProperty("type", out var type)) return FieldKind.Json;
        var name = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().FirstOrDefault() : type;
        return (name.ValueKind == JsonValueKind.String ? name.GetString() : null) switch
        {
            "string" => FieldKind.Multiline,
            "number" => FieldKind.Number,
            "integer" => FieldKind.Integer,
            "boolean" => FieldKind.Boolean,
            _ => FieldKind.Json,
        };
    }

    private static bool TakesFile(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && properties.TryGetProperty("base64", out _);
}
