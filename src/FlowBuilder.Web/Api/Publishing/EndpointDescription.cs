using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Chatting;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>Describes one endpoint with the inputs and outputs of its own flow, as OpenAPI 3.1.</summary>
internal static class EndpointDescription
{
    private const string Inputs = "#/components/schemas/Call/properties/inputs";

    /// <summary>The description.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="flow">The version that answers.</param>
    /// <param name="address">Where this program is reached.</param>
    /// <param name="catalogue">The node types.</param>
    public static JsonObject Of(Endpoint endpoint, PublishedFlow flow, string address, NodeCatalogue catalogue)
    {
        var contract = FlowContract.Of(flow.Flow, catalogue);
        var files = ChatContract.Of(flow.Flow, catalogue).Files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        var slug = endpoint.Slug;
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = flow.Flow.Name is { Length: > 0 } name ? name : slug,
                ["description"] = flow.Flow.Description,
                ["version"] = flow.Version.Number.ToString(CultureInfo.InvariantCulture),
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = address }),
            ["security"] = endpoint.IsPublic
                ? new JsonArray(new JsonObject(), new JsonObject { ["key"] = new JsonArray() })
                : new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["paths"] = new JsonObject
            {
                [ApiPaths.Endpoint(slug)] = new JsonObject { ["post"] = Operation(slug, contract, files) },
            },
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
                ["schemas"] = new JsonObject
                {
                    ["Call"] = CallSchema(contract, endpoint),
                    ["Answer"] = AnswerSchema(contract),
                    ["Problem"] = ProblemSchema(),
                },
            },
        };
    }

    private static JsonObject Operation(string slug, FlowContract contract, IReadOnlySet<string> files) => new()
    {
        ["operationId"] = $"call-{slug}",
        ["parameters"] = new JsonArray(
            Header("Idempotency-Key", "Repeating the call with the same key within 24 hours answers with the first run."),
            Header("Prefer", "respond-async answers 202 at once, with the run's address.")),
        ["requestBody"] = new JsonObject
        {
            ["required"] = contract.Parameters.Any(parameter => parameter.IsRequired),
            ["content"] = new JsonObject
            {
                ["application/json"] = Body("Call"),
                ["multipart/form-data"] = new JsonObject { ["schema"] = FormSchema(contract, files) },
            },
        },
        ["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "The outputs; with Accept: text/event-stream each event of the run as it happens.",
                ["content"] = new JsonObject
                {
                    ["application/json"] = Body("Answer"),
                    ["text/event-stream"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } },
                },
            },
            ["202"] = new JsonObject { ["description"] = "The run has begun." },
            ["default"] = new JsonObject
            {
                ["description"] = "What is wrong (RFC 9457).",
                ["content"] = new JsonObject { ["application/problem+json"] = Body("Problem") },
            },
        },
    };

    private static JsonObject Header(string name, string description) => new()
    {
        ["name"] = name,
        ["in"] = "header",
        ["required"] = false,
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Body(string schema) => new() { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" } };

    private static JsonObject CallSchema(FlowContract contract, Endpoint endpoint)
    {
        var members = new JsonObject
        {
            ["inputs"] = Within(Inputs, contract.InputSchema),
            ["session"] = SessionSchema(),
        };
        if (!endpoint.OpenSettings.IsEmpty) members["settings"] = SettingsSchema(endpoint);
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = members,
            ["required"] = contract.Parameters.Any(parameter => parameter.IsRequired) ? new JsonArray("inputs") : new JsonArray(),
            ["additionalProperties"] = false,
        };
    }

    // A form's fields are the inputs themselves; what is no file and no text is JSON within its field.
    private static JsonObject FormSchema(FlowContract contract, IReadOnlySet<string> files)
    {
        var fields = new JsonObject();
        foreach (var name in contract.Parameters.Select(parameter => parameter.Name).Distinct())
        {
            fields[name] = files.Contains(name)
                ? new JsonObject { ["type"] = "string", ["contentMediaType"] = "application/octet-stream" }
                : new JsonObject { ["$ref"] = $"{Inputs}/properties/{SchemaReferences.Escape(name)}" };
        }

        fields.TryAdd("session", SessionSchema());
        var required = contract.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).Distinct();
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = fields,
            ["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]),
        };
    }

    private static JsonObject SessionSchema() => new() { ["type"] = "string", ["description"] = "The conversation that the call belongs to." };

    private static JsonObject SettingsSchema(Endpoint endpoint)
    {
        var nodes = new JsonObject();
        foreach (var (node, settings) in endpoint.OpenSettings.OrderBy(node => node.Key, StringComparer.Ordinal))
        {
            var open = new JsonObject();
            foreach (var setting in settings.Order(StringComparer.Ordinal)) open[setting] = true;
            nodes[node] = new JsonObject { ["type"] = "object", ["properties"] = open, ["additionalProperties"] = false };
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Settings of the flow's nodes that differ for this call only.",
            ["properties"] = nodes,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject AnswerSchema(FlowContract contract) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["runId"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "string" },
            ["outputs"] = Within("#/components/schemas/Answer/properties/outputs", contract.OutputSchema),
            ["usage"] = new JsonObject { ["type"] = "object" },
            ["durationMs"] = new JsonObject { ["type"] = "number" },
        },
        ["required"] = new JsonArray("runId", "status", "outputs"),
    };

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string" },
            ["code"] = new JsonObject { ["type"] = "string" },
        },
        ["required"] = new JsonArray("title", "status", "detail", "code"),
    };

    // A dialect of its own is for whole documents, and so are references from the root; within OpenAPI 3.1 the dialect is the same one anyway.
    private static JsonObject Within(string place, JsonElement schema)
    {
        var copy = JsonSerializer.SerializeToNode(schema)!.AsObject();
        copy.Remove("$schema");
        SchemaReferences.Move(copy, "#/properties/", $"{place}/properties/");
        return copy;
    }
}
