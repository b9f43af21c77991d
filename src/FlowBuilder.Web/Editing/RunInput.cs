using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Web.Editing;

/// <summary>One value that a run of the open flow is asked for.</summary>
/// <param name="Node">The node through which it comes in.</param>
/// <param name="Title">What the node is called.</param>
/// <param name="Parameter">What is asked.</param>
/// <param name="Kind">How it is edited.</param>
/// <param name="Value">What the next run works with: what was put in, else the example, else the default; or null.</param>
public sealed record RunInput(NodeId Node, string Title, FlowParameter Parameter, FieldKind Kind, JsonElement? Value)
{
    /// <summary>The values it may take; empty where it may take any.</summary>
    public IReadOnlyList<string> Choices =>
        Parameter.Schema.ValueKind == JsonValueKind.Object
        && Parameter.Schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
            : [];

    /// <summary>How the value of a flow input is edited: by what the input gives into the flow.</summary>
    /// <param name="type">The input's node type.</param>
    /// <param name="parameter">What it asks for.</param>
    public static FieldKind KindOf(NodeType type, FlowParameter parameter)
    {
        if (parameter.Schema.ValueKind == JsonValueKind.Object && parameter.Schema.TryGetProperty("enum", out _)) return FieldKind.Choice;
        return type.Ports.FirstOrDefault(port => port.Direction == PortDirection.Output)?.Type.Name switch
        {
            "text" => FieldKind.Multiline,
            "number" => FieldKind.Number,
            "boolean" => FieldKind.Boolean,
            "file" or "image" => FieldKind.File,
            _ => FieldKind.Json,
        };
    }
}
