using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Flows.Schemas;

/// <summary>What a flow takes and gives, as its callers see it: the names and schemas of its inputs and results.</summary>
/// <param name="Parameters">Its inputs, in the order of their nodes.</param>
/// <param name="Results">Its results, in the order of their nodes.</param>
public sealed record FlowContract(ImmutableArray<FlowParameter> Parameters, ImmutableArray<FlowResult> Results)
{
    /// <summary>JSON Schema (2020-12) of the object of a run's inputs. Names that the flow does not have are refused.</summary>
    public JsonElement InputSchema
    {
        get
        {
            var schema = Schema(Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, Described(parameter))));
            var required = Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).Distinct();
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
            schema["additionalProperties"] = false;
            return JsonSerializer.SerializeToElement(schema);
        }
    }

    /// <summary>JSON Schema (2020-12) of the object of a run's outputs. A result on a branch that was not taken is not there.</summary>
    public JsonElement OutputSchema =>
        JsonSerializer.SerializeToElement(Schema(Results.Select(result => KeyValuePair.Create(result.Name, Node(result.Schema)))));

    /// <summary>Reads the contract from a flow, which may be unfinished: nodes of unknown types are passed over.</summary>
    public static FlowContract Of(Flow flow, NodeCatalogue catalogue)
    {
        var index = new FlowIndex(flow, catalogue);
        var parameters = ImmutableArray.CreateBuilder<FlowParameter>();
        var results = ImmutableArray.CreateBuilder<FlowResult>();
        for (var i = 0; i < index.Count; i++)
        {
            if (index[i].Type?.Binding is not { } binding) continue;
            if (binding.Parameter?.Invoke(index[i].Bound.Settings) is { } parameter) parameters.Add(parameter);
            if (binding.Result?.Invoke(index[i].Bound.Settings) is { } result) results.Add(result);
        }

        return new FlowContract(parameters.ToImmutable(), results.ToImmutable());
    }

    private static JsonObject Schema(IEnumerable<KeyValuePair<string, JsonNode?>> members)
    {
        var properties = new JsonObject();
        foreach (var (name, schema) in members)
        {
            // A schema that refers to its own definitions has them further down now.
            SchemaReferences.Move(schema, "#/$defs/", $"#/properties/{SchemaReferences.Escape(name)}/$defs/");
            properties[name] = schema;
        }

        return new JsonObject { ["$schema"] = FlowSchema.Dialect, ["type"] = "object", ["properties"] = properties };
    }

    private static JsonNode? Described(FlowParameter parameter)
    {
        if (Node(parameter.Schema) is not JsonObject schema) return Node(parameter.Schema);
        if (parameter.Description.Length > 0) schema["description"] = parameter.Description;
        if (parameter.Example is { } example) schema["examples"] = new JsonArray(Node(example));
        return schema;
    }

    private static JsonNode? Node(JsonElement element) => JsonSerializer.SerializeToNode(element);
}
