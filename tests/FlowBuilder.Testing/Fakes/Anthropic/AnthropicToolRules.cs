using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowBuilder.Testing.Fakes.Anthropic;

/// <summary>What Anthropic's server refuses of tools and calls, in its own words.</summary>
internal static partial class AnthropicToolRules
{
    /// <summary>What is wrong with a request, or null.</summary>
    public static string? ProblemOf(JsonElement request)
    {
        var names = request.TryGetProperty("tools", out var tools) ? tools.EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!).ToList() : [];
        if (names.Any(name => !Name().IsMatch(name))) return "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'";
        if (names.Distinct().Count() < names.Count) return "tools: Tool names must be unique.";
        var messages = request.GetProperty("messages").EnumerateArray().ToList();
        for (var i = 0; i < messages.Count; i++)
        {
            var asked = Ids(messages[i], "tool_use", "id");
            if (asked.Count > 0 && names.Count == 0) return "Requests which include `tool_use` or `tool_result` blocks must define tools.";
            var answered = i + 1 < messages.Count ? Ids(messages[i + 1], "tool_result", "tool_use_id") : [];
            if (asked.FirstOrDefault(id => !answered.Contains(id)) is { } open)
                return $"messages.{i}: `tool_use` ids were found without `tool_result` blocks immediately after: {open}. Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
            var before = i > 0 ? Ids(messages[i - 1], "tool_use", "id") : [];
            if (Ids(messages[i], "tool_result", "tool_use_id").FirstOrDefault(id => !before.Contains(id)) is { } stray)
                return $"messages.{i}.content.0: unexpected `tool_use_id` found in `tool_result` blocks: {stray}. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.";
        }

        return null;
    }

    private static List<string> Ids(JsonElement message, string type, string member) =>
        message.GetProperty("content") is { ValueKind: JsonValueKind.Array } content
            ? [.. content.EnumerateArray().Where(block => block.GetProperty("type").GetString() == type).Select(block => block.GetProperty(member).GetString()!)]
            : [];

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,128}$")]
    private static partial Regex Name();
}
