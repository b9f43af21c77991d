using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Flows.Schemas;

/// <summary>The JSON Schema (2020-12) of the flow file, for editors, generators and models that write flows.</summary>
/// <remarks>It says what one value may be. That ids are unique, that edges lead somewhere and fit, and that there is no cycle is
/// beyond a schema: <see cref="Compilation.FlowValidator"/> checks it.</remarks>
public static class FlowSchema
{
    /// <summary>The dialect that every schema of this program is written in.</summary>
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private const string IdPattern = "^[A-Za-z][A-Za-z0-9_-]{0,63}$";
    private const string AddressPattern = "^[A-Za-z][A-Za-z0-9_-]{0,63}\\..+$";

    /// <summary>The schema of flows made of these node types; nodes of other types may have any settings.</summary>
    public static JsonElement Of(NodeCatalogue catalogue)
    {
        var definitions = new JsonObject
        {
            ["node"] = Node(catalogue),
            ["edge"] = Edge(),
            ["note"] = Note(),
            ["point"] = Pair("x", "y", CanvasPoint.Limit, -CanvasPoint.Limit),
            ["policy"] = Policy(),
            ["budget"] = Budget(),
        };
        foreach (var type in ById(catalogue)) definitions[SettingsOf(type)] = SettingSchema.Of(type, withRequired: false);
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["$schema"] = Dialect,
            ["title"] = "FlowBuilder flow",
            ["description"] = "A flow: nodes with their settings, and the edges between their ports. Unknown members are kept.",
            ["type"] = "object",
            ["required"] = new JsonArray("format"),
            ["properties"] = new JsonObject
            {
                ["format"] = new JsonObject { ["const"] = Flow.Format },
                ["name"] = Text("What the flow is called.", FlowLimits.NameLength),
                ["description"] = Text("What it does, in a sentence or two."),
                ["tags"] = List(Text("A word to find it by.", FlowLimits.NameLength)),
                ["nodes"] = List(Reference("node"), FlowLimits.Nodes),
                ["edges"] = List(Reference("edge"), FlowLimits.Edges),
                ["notes"] = List(Reference("note")),
                ["budget"] = Reference("budget"),
            },
            ["$defs"] = definitions,
        });
    }

    private static JsonObject Node(NodeCatalogue catalogue) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("id", "type"),
        ["properties"] = new JsonObject
        {
            ["id"] = Id("Unique among the flow's nodes."),
            ["type"] = Text("The node type's id, category.name.", FlowLimits.NameLength, 1),
            ["version"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["description"] = "The version of the type that the settings are of." },
            ["title"] = Text("The name a person gave it.", FlowLimits.NameLength),
            ["position"] = Reference("point"),
            ["settings"] = new JsonObject { ["type"] = "object" },
            ["policy"] = Reference("policy"),
            ["promoted"] = List(Text("A setting shown as an input port.")),
            ["bypassed"] = new JsonObject { ["type"] = "boolean", ["description"] = "Whether the node does not run and passes on what comes to it." },
        },
        ["allOf"] = new JsonArray([.. ById(catalogue).Select(type => new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["const"] = type.Id },
                    ["version"] = new JsonObject { ["const"] = type.Version },
                },
                ["required"] = new JsonArray("type"),
            },
            ["then"] = new JsonObject { ["properties"] = new JsonObject { ["settings"] = Reference(SettingsOf(type)) } },
        })]),
    };

    private static JsonObject Edge() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("from", "to"),
        ["properties"] = new JsonObject { ["from"] = Address("The output port"), ["to"] = Address("The input port") },
    };

    private static JsonObject Note() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("id"),
        ["properties"] = new JsonObject
        {
            ["id"] = Id("Unique among the flow's notes."),
            ["text"] = Text("What it says, in Markdown."),
            ["position"] = Reference("point"),
            ["size"] = Pair("width", "height", 10_000, 1),
            ["color"] = Text("yellow, blue, green, pink or gray."),
        },
    };

    private static JsonObject Policy() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["onError"] = new JsonObject { ["enum"] = new JsonArray("stop", "fallback", "port") },
            ["fallback"] = new JsonObject { ["description"] = "The value that every output port gives after a failure." },
            ["retries"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = FlowLimits.Retries },
            ["timeLimitSeconds"] = new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = FlowLimits.TimeLimitSeconds },
            ["onInterrupted"] = new JsonObject { ["enum"] = new JsonArray("fail", "repeat"), ["description"] = "Of a node that changes something outside, where the program ended while it was under way." },
            ["budget"] = Reference("budget"),
        },
    };

    private static JsonObject Budget() => new()
    {
        ["type"] = "object",
        ["description"] = "What one run may use: of the flow, or of the node.",
        ["properties"] = new JsonObject
        {
            ["cost"] = new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = Budgets.Budget.MostCost, ["description"] = "US dollars for calls to models." },
            ["tokens"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = Budgets.Budget.MostTokens, ["description"] = "Tokens, sent and received together." },
            ["seconds"] = new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = Budgets.Budget.MostSeconds, ["description"] = "Seconds of work, waiting for people not counted." },
            ["onReached"] = new JsonObject { ["enum"] = new JsonArray("stop", "ask"), ["description"] = "What happens when money or tokens are used up." },
        },
    };

    private static IEnumerable<NodeType> ById(NodeCatalogue catalogue) => catalogue.Types.OrderBy(type => type.Id, StringComparer.Ordinal);

    private static string SettingsOf(NodeType type) => $"settings-{type.Id}";

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static JsonObject Id(string description) =>
        new() { ["type"] = "string", ["pattern"] = IdPattern, ["description"] = description };

    private static JsonObject Address(string port) =>
        new() { ["type"] = "string", ["pattern"] = AddressPattern, ["maxLength"] = FlowLimits.NameLength, ["description"] = port + ", as node-id.port-id." };

    private static JsonObject Text(string description, int? maxLength = null, int? minLength = null)
    {
        var schema = new JsonObject { ["type"] = "string", ["description"] = description };
        if (minLength is not null) schema["minLength"] = minLength;
        if (maxLength is not null) schema["maxLength"] = maxLength;
        return schema;
    }

    private static JsonObject List(JsonObject items, int? maxItems = null)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = items };
        if (maxItems is not null) schema["maxItems"] = maxItems;
        return schema;
    }

    private static JsonObject Pair(string first, string second, int most, int least)
    {
        var number = new JsonObject { ["type"] = "number", ["minimum"] = least, ["maximum"] = most };
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [first] = number, [second] = number.DeepClone() },
        };
    }
}
