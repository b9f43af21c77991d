using System.Text.Json;

namespace FlowBuilder.Interchange;

/// <summary>The signs by which each builder's JSON is known.</summary>
internal static class JsonSigns
{
    private static readonly string[] FlowiseTables =
    [
        "AgentFlow", "AgentFlowV2", "AssistantCustom", "AssistantFlow", "AssistantOpenAI", "AssistantAzure", "ChatFlow", "ChatMessage",
        "ChatMessageFeedback", "CustomTemplate", "DocumentStore", "DocumentStoreFileChunk", "Execution", "Tool", "Variable",
    ];

    /// <summary>Which builder's file a JSON value is.</summary>
    public static FlowFileKind KindOf(JsonElement content)
    {
        try
        {
            return content.ValueKind switch
            {
                JsonValueKind.Object => OfObject(content),
                JsonValueKind.Array => OfList(content),
                _ => FlowFileKind.Unknown,
            };
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate such as "\ud800" passes the parser and fails when its text is read.
            return FlowFileKind.Unknown;
        }
    }

    private static FlowFileKind OfObject(JsonElement file)
    {
        if (Text(file, "format").StartsWith("flowbuilder/", StringComparison.Ordinal)) return FlowFileKind.Native;
        if (IsDify(file)) return FlowFileKind.Dify;
        if (IsLangflow(file)) return FlowFileKind.Langflow;
        if (IsN8n(file)) return FlowFileKind.N8n;
        if (IsLangGraph(file)) return FlowFileKind.LangGraph;
        if (FlowiseTables.Count(table => Has(file, table, JsonValueKind.Array)) >= 2) return FlowFileKind.FlowiseExport;
        if (Has(file, "nodes", JsonValueKind.Array) && Has(file, "edges", JsonValueKind.Array)) return FlowiseKind(file);
        if (Has(file, "flows", JsonValueKind.Array)) return OfList(file.GetProperty("flows"));
        return Text(file, "flowData") is { Length: > 0 } inner ? OfStoredFlowise(inner) : FlowFileKind.Unknown;
    }

    // A list is what its first item is: exports of several flows hold one kind only.
    private static FlowFileKind OfList(JsonElement list)
    {
        if (list.GetArrayLength() == 0 || list[0].ValueKind != JsonValueKind.Object) return FlowFileKind.Unknown;
        var kind = OfObject(list[0]);
        return kind is FlowFileKind.Langflow or FlowFileKind.N8n ? kind : FlowFileKind.Unknown;
    }

    private static bool IsDify(JsonElement file) =>
        Text(file, "kind") == "app"
        && Has(file, "app", JsonValueKind.Object)
        && (Has(file, "workflow", JsonValueKind.Object) || Has(file, "model_config", JsonValueKind.Object));

    private static bool IsLangflow(JsonElement file)
    {
        if (!Has(file, "data", JsonValueKind.Object)) return false;
        var data = file.GetProperty("data");
        if (!Has(data, "nodes", JsonValueKind.Array) || !Has(data, "edges", JsonValueKind.Array)) return false;
        var isNamed = file.TryGetProperty("last_tested_version", out _) || file.TryGetProperty("is_component", out _) || file.TryGetProperty("endpoint_name", out _);
        return isNamed || Objects(data, "nodes").Any(node =>
            Text(node, "type") is "genericNode" or "noteNode" && Has(node, "data", JsonValueKind.Object) && Has(node.GetProperty("data"), "node", JsonValueKind.Object));
    }

    private static bool IsN8n(JsonElement file) =>
        Has(file, "connections", JsonValueKind.Object)
        && Objects(file, "nodes").Any(node => Text(node, "type").Contains('.', StringComparison.Ordinal)
            && (node.TryGetProperty("typeVersion", out _) || Has(node, "parameters", JsonValueKind.Object)));

    private static bool IsLangGraph(JsonElement file)
    {
        if (Has(file, "graphs", JsonValueKind.Object) && (file.TryGetProperty("dependencies", out _) || file.TryGetProperty("node_version", out _))) return true;
        return Has(file, "edges", JsonValueKind.Array) && Objects(file, "nodes").Any(node => Text(node, "id") == "__start__");
    }

    private static FlowFileKind FlowiseKind(JsonElement file)
    {
        var nodes = Objects(file, "nodes")
            .Where(node => Has(node, "data", JsonValueKind.Object))
            .Select(node => (Type: Text(node, "type"), Data: node.GetProperty("data")))
            .Where(node => Has(node.Data, "inputAnchors", JsonValueKind.Array) || Has(node.Data, "inputParams", JsonValueKind.Array)
                || Has(node.Data, "baseClasses", JsonValueKind.Array))
            .ToList();
        if (nodes.Count == 0) return FlowFileKind.Unknown;
        if (nodes.Any(node => node.Type == "agentFlow" || Text(node.Data, "category") == "Agent Flows")) return FlowFileKind.FlowiseAgentflowV2;
        return nodes.Any(node => Text(node.Data, "category") is "Sequential Agents" or "Multi Agents")
            ? FlowFileKind.FlowiseAgentflowV1
            : FlowFileKind.FlowiseChatflow;
    }

    // A flow as Flowise's own API gives it: the graph is a text inside the JSON.
    private static FlowFileKind OfStoredFlowise(string inner)
    {
        try
        {
            using var graph = JsonDocument.Parse(inner);
            return Has(graph.RootElement, "nodes", JsonValueKind.Array) ? FlowiseKind(graph.RootElement) : FlowFileKind.Unknown;
        }
        catch (JsonException)
        {
            return FlowFileKind.Unknown;
        }
    }

    private static bool Has(JsonElement owner, string name, JsonValueKind kind) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == kind;

    private static string Text(JsonElement owner, string name) =>
        Has(owner, name, JsonValueKind.String) ? owner.GetProperty(name).GetString()! : "";

    private static IEnumerable<JsonElement> Objects(JsonElement owner, string name) =>
        Has(owner, name, JsonValueKind.Array)
            ? owner.GetProperty(name).EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];
}
