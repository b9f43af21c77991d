using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Offline;

/// <summary>Lets the demo model call tools by simple rules: once for a prompt, those whose words the question shares, and those that reckon where it holds a formula.</summary>
/// <remarks>
/// A tool is called only where the question itself holds everything that the tool must be given. Where no tool shares a word
/// with it, and the prompt holds no text to quote, the first that takes a question is asked. What came back is quoted, never
/// thought about.
/// </remarks>
internal static partial class OfflineTools
{
    private const int MostCalls = 3;

    private static readonly HashSet<string> QuestionNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "query", "question", "q", "text", "task", "input", "prompt", "search", "message", "term", "keywords",
    };

    private static readonly HashSet<string> FormulaNames = new(StringComparer.OrdinalIgnoreCase) { "expression", "formula", "calculation" };

    private static readonly HashSet<string> AddressNames = new(StringComparer.OrdinalIgnoreCase) { "url", "address", "link", "uri" };

    /// <summary>The calls that a request leads to; none where the tools have answered already.</summary>
    public static List<FunctionCallContent> CallsFor(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        if (options is not { Tools.Count: > 0 } || options.ToolMode is NoneChatToolMode || ResultsIn(messages).Count > 0) return [];
        var ask = AskOf(messages);
        if (ask.Length == 0) return [];
        var words = Terms.Of(ask).ToHashSet(StringComparer.Ordinal);
        var able = options.Tools.OfType<AIFunctionDeclaration>()
            .Select(tool => (Tool: tool, Arguments: Fill(tool.JsonSchema, ask), Score: Score(tool, words)))
            .Where(candidate => candidate.Arguments is not null)
            .Select(candidate => candidate with { Score = candidate.Score + (candidate.Arguments!.Keys.Any(FormulaNames.Contains) ? 1 : 0) })
            .ToList();
        var chosen = able.Where(candidate => candidate.Score > 0).OrderByDescending(candidate => candidate.Score).Take(MostCalls).ToList();
        if (chosen.Count == 0 && !HoldsText(messages)) chosen = [.. able.Where(candidate => candidate.Arguments!.Keys.Any(QuestionNames.Contains)).Take(1)];
        return [.. chosen.Select((candidate, index) => new FunctionCallContent($"offline_{index + 1}", candidate.Tool.Name, candidate.Arguments))];
    }

    /// <summary>What tools gave back, with their names.</summary>
    public static List<(string Tool, string Text)> ResultsIn(IReadOnlyList<ChatMessage> messages)
    {
        var names = messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()
            .GroupBy(call => call.CallId).ToDictionary(calls => calls.Key, calls => calls.First().Name, StringComparer.Ordinal);
        return
        [
            .. messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>()
                .Select(result => (names.GetValueOrDefault(result.CallId, result.CallId), result.Result?.ToString() ?? "")),
        ];
    }

    /// <summary>The question that the tools were called for, with what they gave back as its text.</summary>
    public static List<ChatMessage> WithResults(IReadOnlyList<ChatMessage> messages, IEnumerable<(string Tool, string Text)> results)
    {
        var context = string.Join("\n\n", results.Select(result => result.Text));
        return
        [
            .. messages.Where(message => message.Role == ChatRole.System),
            new ChatMessage(ChatRole.User, $"Question: {AskOf(messages)}\n\nContext:\n{context}"),
        ];
    }

    // Whoever asks for the answer now, after the results, asks nothing new.
    private static string AskOf(IReadOnlyList<ChatMessage> messages)
    {
        var before = messages.TakeWhile(message => !message.Contents.OfType<FunctionResultContent>().Any());
        return before.LastOrDefault(message => message.Role == ChatRole.User)?.Text.Trim() ?? "";
    }

    private static bool HoldsText(IReadOnlyList<ChatMessage> messages) =>
        messages.SelectMany(message => message.Text.Split('\n')).Any(line => Wording.LabelOf(line).Label == SectionLabel.Text);

    private static double Score(AIFunctionDeclaration tool, HashSet<string> ask) =>
        Terms.Of($"{NameParts().Replace(tool.Name, " ")} {tool.Description}").Distinct().Count(ask.Contains);

    // Null where the question does not hold what the tool must be given.
    private static Dictionary<string, object?>? Fill(JsonElement schema, string ask)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return arguments;
        var required = schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Select(name => name.GetString() ?? "").ToList()
            : [];
        foreach (var name in required)
        {
            if (!properties.TryGetProperty(name, out var property) || !TakesText(property) || ValueFor(name, ask, required.Count) is not { } value) return null;
            arguments[name] = value;
        }

        return arguments;
    }

    private static bool TakesText(JsonElement property) =>
        property.ValueKind == JsonValueKind.Object && !property.TryGetProperty("enum", out _)
        && (!property.TryGetProperty("type", out var type) || (type.ValueKind == JsonValueKind.String && type.GetString() == "string"));

    private static string? ValueFor(string name, string ask, int required) =>
        FormulaNames.Contains(name) ? Formula().Match(ask) is { Success: true } formula ? formula.Value.Trim() : null
        : AddressNames.Contains(name) ? Address().Match(ask) is { Success: true } address ? address.Value.TrimEnd('.', ',', ')') : null
        : QuestionNames.Contains(name) && required == 1 ? ask
        : null;

    [GeneratedRegex(@"[-_]+|(?<=[a-z])(?=[A-Z])")]
    private static partial Regex NameParts();

    [GeneratedRegex(@"(?:[-+]?\(*\s*)*\d[\d.,]*(?:\s*\)*\s*(?:[-+*/%^]|\*\*)\s*\(*\s*[-+]?\d[\d.,]*)+(?:\s*\))*")]
    private static partial Regex Formula();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}
