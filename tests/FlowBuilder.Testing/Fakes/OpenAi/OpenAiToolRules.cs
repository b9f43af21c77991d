using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowBuilder.Testing.Fakes.OpenAi;

/// <summary>What OpenAI's server refuses of tools and calls, in its own words.</summary>
internal static partial class OpenAiToolRules
{
    /// <summary>What is wrong with a request, or null.</summary>
    public static string? ProblemOf(JsonElement request)
    {
        var names = request.TryGetProperty("tools", out var tools)
            ? tools.EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()!).ToList()
            : [];
        if (request.TryGetProperty("tools", out tools) && names.Count == 0) return "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead.";
        if (names.FirstOrDefault(name => !Name().IsMatch(name)) is { } wrong) return $"Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'. ({wrong})";
        if (names.Distinct().Count() < names.Count) return "Duplicate function name.";
        if (names.Count == 0 && request.TryGetProperty("tool_choice", out _)) return "'tool_choice' is only allowed when 'tools' are specified.";
        return ProblemOf(request.GetProperty("messages").EnumerateArray().ToList());
    }

    private static string? ProblemOf(List<JsonElement> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            var role = messages[i].GetProperty("role").GetString();
            if (role == "tool" && !Answers(messages, i)) return "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
            if (role != "assistant" || !messages[i].TryGetProperty("tool_calls", out var calls)) continue;
            var answered = messages.Skip(i + 1).TakeWhile(message => message.GetProperty("role").GetString() == "tool")
                .Select(message => message.GetProperty("tool_call_id").GetString()).ToHashSet();
            if (calls.EnumerateArray().Select(call => call.GetProperty("id").GetString()).FirstOrDefault(id => !answered.Contains(id)) is { } open)
                return $"An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: {open}";
        }

        return null;
    }

    private static bool Answers(List<JsonElement> messages, int at)
    {
        var before = messages.Take(at).LastOrDefault(message => message.GetProperty("role").GetString() != "tool");
        return before.ValueKind == JsonValueKind.Object && before.TryGetProperty("tool_calls", out var calls)
            && calls.EnumerateArray().Any(call => call.GetProperty("id").GetString() == messages[at].GetProperty("tool_call_id").GetString());
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Name();
}
