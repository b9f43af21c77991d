using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Tool calls by text, for models that know none: the prompt says how to write a call, and the answer is searched for calls.</summary>
internal static partial class TextProtocol
{
    /// <summary>What the system prompt says of the tools.</summary>
    public static string Instructions(IEnumerable<AIFunction> tools)
    {
        var text = new StringBuilder("""
            You can call tools. To call one, write a block like this and nothing after it:

            ```tool
            {"name": "the tool's name", "arguments": {}}
            ```

            Write one block for each call; several calls may stand in one message. The results come in the next message. When you know enough, answer without any such block.

            The tools, each with the JSON Schema of its arguments:

            """);
        foreach (var tool in tools) text.Append("- ").Append(tool.Name).Append(": ").Append(tool.Description).Append('\n').Append(tool.JsonSchema.GetRawText()).Append('\n');
        return text.ToString();
    }

    /// <summary>The calls in what a model wrote, in order; a block that is no JSON is a call whose arguments cannot be read.</summary>
    /// <param name="text">What the model wrote.</param>
    /// <param name="step">The step, so that the calls of different steps have different ids.</param>
    public static List<FunctionCallContent> CallsIn(string text, int step)
    {
        var calls = new List<FunctionCallContent>();
        foreach (Match block in Block().Matches(text))
        {
            var isNamed = block.Groups["kind"].Value != "json";
            if (Read(block.Groups["json"].Value, $"text_{step}_{calls.Count + 1}", isNamed) is { } call) calls.Add(call);
        }

        return calls;
    }

    /// <summary>What stands around the calls.</summary>
    public static string WithoutCalls(string text) => Block().Replace(text, "").Trim();

    /// <summary>The results of calls, as the next message.</summary>
    public static ChatMessage Results(IEnumerable<(FunctionCallContent Call, string Text)> results) => new(
        ChatRole.User,
        string.Join("\n\n", results.Select(result => $"Result of {result.Call.Name}:\n{result.Text}")));

    // A block of plain JSON is a call only where it has the form of one: an answer may be JSON too.
    private static FunctionCallContent? Read(string json, string id, bool isNamed)
    {
        try
        {
            var call = JsonSerializer.Deserialize<JsonElement>(json, CoreJson.Options);
            if (call.ValueKind == JsonValueKind.Object
                && (call.TryGetProperty("name", out var name) || call.TryGetProperty("tool", out name)) && name.ValueKind == JsonValueKind.String
                && (call.TryGetProperty("arguments", out var arguments) || isNamed))
            {
                return new FunctionCallContent(id, name.GetString()!, arguments.ValueKind == JsonValueKind.Object
                    ? arguments.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value)
                    : []);
            }

            return isNamed ? Unreadable(id, new JsonException("The block names no tool.")) : null;
        }
        catch (JsonException failure)
        {
            return isNamed ? Unreadable(id, failure) : null;
        }
    }

    private static FunctionCallContent Unreadable(string id, Exception failure) => new(id, "unreadable") { Exception = failure };

    [GeneratedRegex(@"```(?<kind>tool(?:_call)?|json)[ \t]*\r?\n(?<json>.*?)(?:\r?\n[ \t]*```|\z)", RegexOptions.Singleline)]
    private static partial Regex Block();
}
